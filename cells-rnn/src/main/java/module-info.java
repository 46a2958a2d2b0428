/** Plugin: vanilla, gated and differential-equation cells. */
module dev.carousel.cells.rnn {
  requires transitive dev.carousel.core;
  requires commons.math3;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.cells.rnn;
  exports dev.carousel.cells.rnn.ode;
  exports dev.carousel.cells.rnn.orthogonal;
  exports dev.carousel.cells.rnn.gated;
  exports dev.carousel.cells.rnn.linear;
  exports dev.carousel.cells.rnn.simple;

  provides dev.carousel.spi.CellProvider with
      dev.carousel.cells.rnn.RnnCellProvider,
      dev.carousel.cells.rnn.GruCellProvider,
      dev.carousel.cells.rnn.ResetBeforeGruCellProvider,
      dev.carousel.cells.rnn.ode.AntisymmetricCellProvider,
      dev.carousel.cells.rnn.ode.CoRnnCellProvider,
      dev.carousel.cells.rnn.ode.LemCellProvider,
      dev.carousel.cells.rnn.ode.UniCornnCellProvider,
      dev.carousel.cells.rnn.orthogonal.HouseholderCellProvider,
      dev.carousel.cells.rnn.simple.IrnnCellProvider,
      dev.carousel.cells.rnn.simple.RinCellProvider,
      dev.carousel.cells.rnn.simple.IndrnnCellProvider,
      dev.carousel.cells.rnn.gated.UgrnnCellProvider,
      dev.carousel.cells.rnn.gated.MguCellProvider,
      dev.carousel.cells.rnn.gated.MinimalRnnCellProvider,
      dev.carousel.cells.rnn.gated.StarCellProvider,
      dev.carousel.cells.rnn.gated.BrcCellProvider,
      dev.carousel.cells.rnn.gated.NbrcCellProvider,
      dev.carousel.cells.rnn.gated.Mut1CellProvider,
      dev.carousel.cells.rnn.gated.Mut2CellProvider,
      dev.carousel.cells.rnn.gated.Mut3CellProvider,
      dev.carousel.cells.rnn.gated.CfnCellProvider,
      dev.carousel.cells.rnn.gated.FastRnnCellProvider,
      dev.carousel.cells.rnn.gated.FastGrnnCellProvider,
      dev.carousel.cells.rnn.linear.LmuCellProvider,
      dev.carousel.cells.rnn.linear.LruCellProvider,
      dev.carousel.cells.rnn.linear.MinGruCellProvider,
      dev.carousel.cells.rnn.linear.SruCellProvider,
      dev.carousel.cells.rnn.linear.QrnnCellProvider,
      dev.carousel.cells.rnn.linear.RgLruCellProvider;
}
