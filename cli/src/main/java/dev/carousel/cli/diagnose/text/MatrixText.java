package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.MatrixSpectrum;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.words.Numbers;
import dev.carousel.model.Stack;
import java.util.ArrayList;
import java.util.List;

/** The recurrent matrices of each network: a table, and what their norms promise. */
final class MatrixText {
  private static final String INDENT = "  ";

  private final List<Run> runs;
  private final List<String> names;
  private final Look look;

  private MatrixText(List<Run> runs, List<String> names, Look look) {
    this.runs = runs;
    this.names = names;
    this.look = look;
  }

  /**
   * The table, and a paragraph for each layer whose gradient a norm bounds; empty if no network has
   * recurrent matrices.
   */
  static List<String> of(List<Run> runs, List<String> names, Look look) {
    return new MatrixText(runs, names, look).lines();
  }

  private List<String> lines() {
    if (runs.stream()
        .flatMap(run -> run.flow().layers().stream())
        .allMatch(layer -> layer.recurrent().isEmpty())) {
      return List.of();
    }
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT);
    table.row("run", "", "matrix", "largest singular value", "spectral radius");
    List<String> bounds = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Run run = runs.get(i);
      for (LayerFlow layer : run.flow().layers()) {
        String label = StateRow.layerLabel(runs, layer);
        layer.recurrent().forEach(matrix -> addMatrix(table, run, label, matrix));
        String owner = label.isEmpty() ? names.get(i) : names.get(i) + " " + layer.name();
        SpectralBound.of(Stack.cellAt(run.cell(), layer.layer()), layer)
            .ifPresent(
                b -> bounds.addAll(Paragraph.hanging(INDENT, owner + ": " + b, look.width())));
      }
    }
    List<String> lines = new ArrayList<>(table.lines(look.width()));
    lines.addAll(bounds);
    return lines;
  }

  private void addMatrix(TextTable table, Run run, String layer, MatrixSpectrum matrix) {
    table.row(
        names.get(runs.indexOf(run)),
        layer,
        matrix.name(),
        Numbers.decimals(matrix.largestSingularValue(), 4),
        Numbers.decimals(matrix.spectralRadius(), 4));
  }
}
