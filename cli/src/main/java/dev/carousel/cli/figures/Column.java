package dev.carousel.cli.figures;

/** How wide a chart is: one or two columns of a paper. Thread-safe. */
enum Column {
  ONE("3.3in", 237.6),
  TWO("7in", 504);

  private final String inches;
  private final double width;

  Column(String inches, double width) {
    this.inches = inches;
    this.width = width;
  }

  /** Its width as SVG has it. */
  String inches() {
    return inches;
  }

  /** Its width in points. */
  double width() {
    return width;
  }
}
