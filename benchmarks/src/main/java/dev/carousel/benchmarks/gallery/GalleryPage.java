package dev.carousel.benchmarks.gallery;

import java.util.ArrayList;
import java.util.List;

/** The gallery as a page of the documentation: tables to find a cell, and a section for each. */
final class GalleryPage {
  private final List<String> lines = new ArrayList<>();

  private GalleryPage() {}

  /**
   * The lines of the page.
   *
   * @throws dev.carousel.error.CarouselException if a figure is missing
   */
  static List<String> of(Gallery gallery, MeasuredFigures measured) {
    GalleryPage page = new GalleryPage();
    page.begin();
    page.lines.addAll(FindTables.of(gallery, measured));
    page.lines.addAll(Legend.of(SpeedMeter.isMeasured(measured)));
    CellSection section = new CellSection(gallery, measured, page.lines);
    for (Family family : Family.values()) {
      page.paragraph("## " + family.title());
      page.paragraph(family.summary());
      family.cells().forEach(id -> section.write(gallery.get(id)));
    }
    return page.lines;
  }

  private void begin() {
    lines.add("# The gallery of cells");
    paragraph(
        "Every built-in cell: its equations, why it exists, when to use it, its options, and what"
            + " was measured of it. Find a cell in the tables; its name leads to its section. On"
            + " the command line, name it with its options: `carousel train --cell"
            + " mgu:keep-bias=2`. In Java, each cell has a class with a method for each option.");
    paragraph(
        "This page is made by `benchmarks/gallery` from the Javadoc of the cells, their options,"
            + " and the figures in [cells.csv](cells.csv).");
  }

  private void paragraph(String text) {
    lines.add("");
    lines.add(text);
  }
}
