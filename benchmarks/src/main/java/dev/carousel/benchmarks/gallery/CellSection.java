package dev.carousel.benchmarks.gallery;

import dev.carousel.benchmarks.cells.Shape;
import dev.carousel.benchmarks.gallery.CellJavadoc.Block;
import dev.carousel.benchmarks.gallery.Gallery.Exhibit;
import dev.carousel.benchmarks.gallery.StripMeter.When;
import dev.carousel.engine.StateSpec;
import dev.carousel.flow.words.Numbers;
import dev.carousel.spi.OptionSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the sections of cells. */
final class CellSection {
  private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)\\}");
  private static final Pattern LINK = Pattern.compile("\\{@link (?:\\w+\\.)*(\\w+)(?:#(\\w+))?\\}");

  private final Gallery gallery;
  private final MeasuredFigures measured;
  private final List<String> lines;

  /** By the file of its Javadoc, the cell whose section shows it. */
  private final Map<Path, String> told = new HashMap<>();

  CellSection(Gallery gallery, MeasuredFigures measured, List<String> lines) {
    this.gallery = gallery;
    this.measured = measured;
    this.lines = lines;
  }

  /** Adds the section of a cell to the page. */
  void write(Exhibit cell) {
    paragraph("### " + cell.id());
    String first = told.putIfAbsent(cell.javadoc().file(), cell.id());
    if (first == null) {
      cell.javadoc().blocks().forEach(this::write);
    } else {
      paragraph("For equations and words, see [" + first + "](#" + first + ").");
    }
    options(cell);
    paragraph(facts(cell));
    strips(cell);
    paragraph(outcome(cell));
    if (first == null) {
      paragraph(
          "Shapes, parameters, initial values and differences from the paper: ["
              + cell.javadoc().file().getFileName()
              + "](../"
              + cell.javadoc().file().toString().replace('\\', '/')
              + ").");
    }
  }

  private void paragraph(String text) {
    lines.add("");
    lines.add(text);
  }

  private void write(Block block) {
    if (block.isEquations()) {
      paragraph("```");
      block.text().lines().map(CellSection::withoutEntities).forEach(lines::add);
      lines.add("```");
    } else {
      paragraph(markdown(block.text()));
    }
  }

  private String markdown(String javadoc) {
    String coded = CODE.matcher(javadoc).replaceAll("`$1`");
    String linked =
        LINK.matcher(coded)
            .replaceAll(
                found ->
                    gallery
                        .cellOf(found.group(1))
                        .map(id -> "[" + id + "](#" + id + ")")
                        .orElse("`" + found.group(1) + "`"));
    return withoutEntities(linked.replaceAll("</?b>", "**").replaceAll("</?em>", "*"));
  }

  private static String withoutEntities(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private void options(Exhibit cell) {
    paragraph(cell.plugin().options().isEmpty() ? "No options." : "Options, with defaults:");
    lines.add("");
    for (OptionSpec option : cell.plugin().options()) {
      lines.add(
          "- `"
              + option.name()
              + "="
              + option.defaultValue()
              + "`: "
              + option.description()
              + (option.type() == OptionSpec.Type.CHOICE ? "; " + option.allowed() : ""));
    }
  }

  private String facts(Exhibit cell) {
    int matrices = cell.layer().recurrentMatrices().size();
    return Numbers.grouped(cell.parameters())
        + " parameters, "
        + (matrices == 0 ? "no" : Integer.toString(matrices))
        + " recurrent "
        + (matrices == 1 ? "matrix" : "matrices")
        + "."
        + (SpeedMeter.isMeasured(measured) ? " Speed: " + speed(cell) + "." : "");
  }

  private String speed(Exhibit cell) {
    return Stream.of(SpeedMeter.LARGE, SpeedMeter.SINGLE)
        .map(shape -> speed(cell, shape))
        .collect(Collectors.joining(", "));
  }

  private String speed(Exhibit cell, Shape shape) {
    return Numbers.grouped(Math.round(measured.number(cell.id(), SpeedMeter.figure(shape))))
        + " steps a second at batch "
        + shape.batch()
        + " ("
        + Numbers.ratio(SpeedMeter.times(measured, cell.id(), shape))
        + " times the LSTM's)";
  }

  private void strips(Exhibit cell) {
    int names = cell.layer().states().stream().mapToInt(s -> s.name().length()).max().orElse(0);
    String line = "%-14s  %-" + names + "s  %-" + StripMeter.LENGTH + "s  %7s  %6s";
    paragraph("```");
    lines.add(String.format(Locale.ROOT, line, "", "", ruler(), "left", "a step"));
    for (When when : When.values()) {
      String words = when.words();
      for (StateSpec state : cell.layer().states()) {
        double[] gradient = measured.numbers(cell.id(), when.gradient() + state.name());
        if (!Double.isNaN(gradient[0])) {
          double growth = measured.number(cell.id(), when.growth() + state.name());
          String left = Numbers.ratio(gradient[StripMeter.LAG]);
          String factor = Numbers.decimals(Math.exp(growth), 3);
          lines.add(
              String.format(
                  Locale.ROOT, line, words, state.name(), Strip.of(gradient), left, factor));
          words = "";
        }
      }
    }
    lines.add("```");
  }

  private static String ruler() {
    String end = Integer.toString(StripMeter.LAG);
    return String.format(Locale.ROOT, "%-" + (StripMeter.LENGTH - end.length()) + "s", "lag 0")
        + end;
  }

  private String outcome(Exhibit cell) {
    return "Loss after training: "
        + percent(measured, cell)
        + " %. Parallel in time: "
        + parallel(cell, When.START)
        + ", "
        + parallel(cell, When.TRAINED)
        + ".";
  }

  private String parallel(Exhibit cell, When when) {
    double exponent = measured.number(cell.id(), when.exponent());
    return measured.word(cell.id(), when.parallel())
        + " "
        + when.words()
        + (Double.isNaN(exponent)
            ? " (no exponent could be measured)"
            : " (" + Numbers.ratio(exponent) + ")");
  }

  /** The loss after training, in percent of that without memory. */
  static String percent(MeasuredFigures measured, Exhibit cell) {
    return Numbers.ratio(100 * measured.number(cell.id(), StripMeter.LOSS));
  }
}
