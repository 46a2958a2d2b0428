/** A program that uses Carousel from the module path, and brings a plugin of its own. */
module org.example.consumer {
  requires dev.carousel.cells.lstm;
  requires dev.carousel.data;
  requires dev.carousel.optimizers;

  provides dev.carousel.spi.CellProvider with
      org.example.consumer.LeakCellProvider;
}
