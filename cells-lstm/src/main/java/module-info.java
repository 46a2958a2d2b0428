/** Plugin: the LSTM and its family. */
module dev.carousel.cells.lstm {
  requires transitive dev.carousel.core;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.cells.lstm;
  exports dev.carousel.cells.lstm.delta;
  exports dev.carousel.cells.lstm.minimal;
  exports dev.carousel.cells.lstm.norm;
  exports dev.carousel.cells.lstm.variant;
  exports dev.carousel.cells.lstm.xlstm;

  provides dev.carousel.spi.CellProvider with
      dev.carousel.cells.lstm.LstmCellProvider,
      dev.carousel.cells.lstm.delta.GatedDeltaCellProvider,
      dev.carousel.cells.lstm.minimal.JanetCellProvider,
      dev.carousel.cells.lstm.minimal.MinLstmCellProvider,
      dev.carousel.cells.lstm.norm.LayerNormLstmCellProvider,
      dev.carousel.cells.lstm.variant.GreffLstmCellProvider,
      dev.carousel.cells.lstm.variant.Lstm1997CellProvider,
      dev.carousel.cells.lstm.variant.ProjectedLstmCellProvider,
      dev.carousel.cells.lstm.xlstm.MlstmCellProvider,
      dev.carousel.cells.lstm.xlstm.SlstmCellProvider;
}
