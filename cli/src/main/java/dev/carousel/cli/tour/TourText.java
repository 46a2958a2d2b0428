package dev.carousel.cli.tour;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A chapter as text for a terminal, {@value #WIDTH} columns wide. */
final class TourText {
  private static final int WIDTH = 80;
  private static final String INDENT = "  ";
  private static final int COLUMNS = 60;
  private static final int HEAD = 13;
  private static final String MORE = " \\";

  private TourText() {}

  static List<String> of(Chapter chapter, int chapters, Look look) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    String place = "Chapter " + chapter.number() + " of " + chapters + ": ";
    lines.add(look.bold(place + chapter.title()));
    for (Part part : chapter.parts()) {
      lines.add("");
      add(part, look, lines);
    }
    addQuestion(chapter.question(), look, lines);
    return lines;
  }

  private static void add(Part part, Look look, List<String> lines) {
    if (part.text() != null) {
      lines.addAll(Paragraph.wrap(part.text(), WIDTH));
    } else if (part.code() != null) {
      part.code().lines().forEach(line -> lines.add(INDENT + line));
    } else if (part.plot() != null) {
      addPlot(part.plot(), look, lines);
    } else if (part.table() != null) {
      addTable(part.table(), look, lines);
    }
  }

  private static void addPlot(Plot plot, Look look, List<String> lines) {
    lines.add(look.bold(plot.title()));
    int name = plot.curves().stream().mapToInt(curve -> curve.name().length()).max().orElse(0);
    int columns = Math.min(COLUMNS, WIDTH - name - 2 * INDENT.length());
    Blocks blocks = Blocks.of(plot);
    for (Curve curve : plot.curves()) {
      List<String> drawn = blocks.of(curve, columns, look.unicode());
      for (int i = 0; i < drawn.size(); i++) {
        boolean isLast = i == drawn.size() - 1;
        String label = isLast ? curve.name() : "";
        lines.add((INDENT + padded(label, name) + INDENT + drawn.get(i)).stripTrailing());
      }
    }
    String axis = Blocks.axis(plot.curves().get(0).x(), columns);
    lines.add((INDENT + padded(plot.xName(), name) + INDENT + axis).stripTrailing());
    Paragraph.wrap(plot.explain() + " " + blocks.legend(), WIDTH - INDENT.length())
        .forEach(line -> lines.add(INDENT + line));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static void addTable(Grid grid, Look look, List<String> lines) {
    lines.add(look.bold(grid.caption()));
    Align[] columns = new Align[grid.head().size()];
    Arrays.fill(columns, Align.RIGHT);
    columns[0] = Align.LEFT;
    TextTable table = new TextTable(columns);
    heads(grid.head()).forEach(table::row);
    grid.rows().forEach(table::row);
    lines.addAll(table.lines(WIDTH));
  }

  /** Long heads are broken into short lines. */
  private static List<List<String>> heads(List<String> head) {
    List<List<String>> words = head.stream().map(TourText::broken).toList();
    int most = words.stream().mapToInt(List::size).max().orElse(0);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      List<String> row = new ArrayList<>();
      for (List<String> word : words) {
        int at = i - (most - word.size());
        row.add(at < 0 ? "" : word.get(at));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> broken(String head) {
    return Paragraph.wrap(head, HEAD);
  }

  private static void addQuestion(Question question, Look look, List<String> lines) {
    lines.add("");
    lines.addAll(Paragraph.hanging("Question  ", question.ask(), WIDTH));
    String word = "Try       ";
    for (String command : question.commands()) {
      for (String line : shell("carousel " + command, WIDTH - word.length())) {
        lines.add(word + line);
        word = " ".repeat(word.length());
      }
    }
    lines.addAll(Paragraph.hanging("Answer    ", question.answer(), WIDTH));
  }

  /** A command that can be copied: a line that goes on ends as a shell wants it. */
  private static List<String> shell(String command, int width) {
    List<String> lines = new ArrayList<>(Paragraph.wrap(command, width - 2 - MORE.length()));
    for (int i = 0; i < lines.size(); i++) {
      String indent = i == 0 ? "" : INDENT;
      lines.set(i, indent + lines.get(i) + (i < lines.size() - 1 ? MORE : ""));
    }
    return lines;
  }
}
