package dev.carousel.cli.figures;

import dev.carousel.Version;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An SVG that is drawn on. Colours stand in attributes, which every program understands; a style
 * for dark pages, which browsers follow, replaces them. Mutable, for one thread.
 */
final class Sheet {
  /** How the SVG says who wrote it. */
  static final String MADE_BY = "Made by Carousel";

  private final Xml xml = new Xml(MADE_BY + " " + Version.current());

  /**
   * An empty sheet.
   *
   * @param height in points
   * @param caption its title and description, which screen readers tell
   */
  Sheet(Column column, double height, Caption caption) {
    String width = Numbers.place(column.width());
    xml.begin(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        column.inches(),
        "height",
        Numbers.place(height) + "pt",
        "viewBox",
        "0 0 " + width + " " + Numbers.place(height),
        "role",
        "img",
        "font-family",
        Lettering.family(),
        "font-size",
        Numbers.place(Lettering.SIZE));
    xml.text("title", caption.title()).text("desc", caption.description());
    xml.text("style", style());
  }

  private static String style() {
    String rules =
        Stream.of(Paint.values())
            .map(
                paint ->
                    String.format(
                        ".%s{fill:%s}.%s{stroke:%s}",
                        paint.filled(), paint.dark(), paint.stroked(), paint.dark()))
            .collect(Collectors.joining());
    return "@media (prefers-color-scheme:dark){" + rules + "}";
  }

  /** Begins a group of what belongs to one name. */
  void begin(String name) {
    xml.begin("g").text("title", name);
  }

  /** Ends the group that was begun last. */
  void end() {
    xml.end();
  }

  /** A straight line. */
  void line(Spot from, Spot to, Pen pen) {
    xml.empty(
        "line",
        "x1",
        Numbers.place(from.x()),
        "y1",
        Numbers.place(from.y()),
        "x2",
        Numbers.place(to.x()),
        "y2",
        Numbers.place(to.y()),
        "class",
        pen.paint().stroked(),
        "stroke",
        pen.paint().light(),
        "stroke-width",
        Numbers.place(pen.width()),
        "stroke-dasharray",
        pen.dash().pattern());
  }

  /** A line from spot to spot. */
  void path(List<Spot> spots, Pen pen) {
    xml.empty(
        "polyline",
        "points",
        points(spots),
        "class",
        pen.paint().stroked(),
        "fill",
        "none",
        "stroke",
        pen.paint().light(),
        "stroke-width",
        Numbers.place(pen.width()),
        "stroke-linejoin",
        "round",
        "stroke-dasharray",
        pen.dash().pattern());
  }

  /** An area, through which what is below it can be seen. */
  void area(List<Spot> corners, Paint paint, double opacity) {
    xml.empty(
        "polygon",
        "points",
        points(corners),
        "class",
        paint.filled(),
        "fill",
        paint.light(),
        "fill-opacity",
        Numbers.place(opacity));
  }

  private static String points(List<Spot> spots) {
    return spots.stream()
        .map(spot -> Numbers.place(spot.x()) + "," + Numbers.place(spot.y()))
        .collect(Collectors.joining(" "));
  }

  /** A mark that is filled. */
  void mark(Marker marker, Spot at, double size, Paint paint) {
    mark(marker, at, size, "class", paint.filled(), "fill", paint.light());
  }

  /** The outline of a mark. */
  void ring(Marker marker, Spot at, double size, Paint paint) {
    mark(
        marker,
        at,
        size,
        "class",
        paint.stroked(),
        "fill",
        "none",
        "stroke",
        paint.light(),
        "stroke-width",
        Numbers.place(0.8));
  }

  private void mark(Marker marker, Spot at, double size, String... look) {
    List<Spot> corners = marker.corners(at, size);
    Stream<String> form =
        corners.isEmpty()
            ? Stream.of(
                "cx",
                Numbers.place(at.x()),
                "cy",
                Numbers.place(at.y()),
                "r",
                Numbers.place(size / 2))
            : Stream.of("points", points(corners));
    xml.empty(
        corners.isEmpty() ? "circle" : "polygon",
        Stream.concat(form, Stream.of(look)).toArray(String[]::new));
  }

  /** A line of text. */
  void text(Spot at, String text, Anchor anchor, Paint paint) {
    xml.text("text", text, lettered(at, anchor, paint));
  }

  private static String[] lettered(Spot at, Anchor anchor, Paint paint, String... more) {
    Stream<String> look =
        Stream.of(
            "x",
            Numbers.place(at.x()),
            "y",
            Numbers.place(at.y()),
            "text-anchor",
            anchor.word(),
            "class",
            paint.filled(),
            "fill",
            paint.light());
    return Stream.concat(look, Stream.of(more)).toArray(String[]::new);
  }

  /** A number on an axis. */
  void label(Spot at, Label label, Anchor anchor, Paint paint) {
    if (label.power().isEmpty()) {
      text(at, label.base(), anchor, paint);
      return;
    }
    xml.beginSpans("text", lettered(at, anchor, paint));
    xml.span("tspan", label.base());
    xml.span("tspan", label.power(), "dy", "-2.8", "font-size", Numbers.place(Label.POWER_SIZE));
    xml.end();
  }

  /** A number or a name on a ground of paper, which can be read on lines. */
  void labelOnLines(Spot at, Label label, Anchor anchor, Paint paint) {
    xml.begin(
        "g",
        "class",
        Paint.PAPER.stroked(),
        "stroke",
        Paint.PAPER.light(),
        "stroke-width",
        "2.5",
        "stroke-linejoin",
        "round",
        "aria-hidden",
        "true");
    label(at, label, anchor, Paint.PAPER);
    xml.end();
    label(at, label, anchor, paint);
  }

  /** A rectangle with thin edges. */
  void outline(Spot corner, double width, double height) {
    rectangle(
        corner,
        width,
        height,
        "class",
        Paint.GRID.stroked(),
        "fill",
        "none",
        "stroke",
        Paint.GRID.light(),
        "stroke-width",
        Numbers.place(Pen.HAIR));
  }

  private void rectangle(Spot corner, double width, double height, String... look) {
    Stream<String> form =
        Stream.of(
            "x",
            Numbers.place(corner.x()),
            "y",
            Numbers.place(corner.y()),
            "width",
            Numbers.place(width),
            "height",
            Numbers.place(height));
    xml.empty("rect", Stream.concat(form, Stream.of(look)).toArray(String[]::new));
  }

  /** The SVG. */
  String svg() {
    xml.end();
    return xml.document();
  }
}
