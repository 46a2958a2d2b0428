/** Plugin: the LSTM and its family. */
module dev.carousel.cells.lstm {
  requires transitive dev.carousel.core;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.cells.lstm;

  provides dev.carousel.spi.CellProvider with
      dev.carousel.cells.lstm.LstmCellProvider;
}
