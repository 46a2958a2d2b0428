package dev.carousel.data.source.npy;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.internal.columns.ColumnBuilder;
import dev.carousel.data.internal.columns.NumberScanner;
import dev.carousel.error.CarouselException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Arrays as columns. Without an array of three dimensions, the first index is the row: an array
 * {@code x} of shape [N] is the column x, one of shape [N, F] the columns x_0, x_1 and so on.
 *
 * <p>With an array of shape [N, T, F], there are N sequences of T steps, a row for each step of
 * each, and a column {@code group} with the number of the sequence. An array of shape [N, T] is a
 * column; one of [N] or [N, K] is the same at all steps of a sequence.
 */
final class ArrayTable {
  /** The column that tells the sequences apart. */
  static final String GROUP = "group";

  private static final int MOST_COLUMNS = 1 << 16;

  private final String source;
  private final Wanted wanted;
  private final List<String> names = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private int sequences;
  private int steps = 1;
  private boolean isGrouped;

  ArrayTable(String source, Wanted wanted) {
    this.source = source;
    this.wanted = wanted;
  }

  /** The names of all columns. */
  List<String> names() {
    return names;
  }

  /** The names of the columns that an array may become, whatever the others are. */
  static List<String> names(String array, int[] shape) {
    List<String> names = new ArrayList<>(List.of(array));
    int last = shape.length == 1 ? 0 : shape[shape.length - 1];
    IntStream.range(0, Math.min(last, MOST_COLUMNS)).forEach(f -> names.add(array + "_" + f));
    return names;
  }

  /**
   * The wanted columns of some arrays.
   *
   * @param shapes of all arrays, by name, in order
   * @param arrays those that may be wanted; they are removed, so that none is kept once it is used
   */
  List<Column> columns(Map<String, int[]> shapes, Map<String, NpyArray> arrays) {
    arrange(shapes);
    if (isGrouped) {
      names.add(GROUP);
      addGroup();
    }
    shapes.forEach(
        (name, shape) -> {
          int width = width(shape);
          List<String> own = ownNames(name, shape, width);
          names.addAll(own);
          NpyArray array = arrays.remove(name);
          for (int f = 0; f < own.size() && array != null; f++) {
            if (wanted.of(own.get(f)) != As.SKIP) {
              columns.add(column(own.get(f), array, f, width));
            }
          }
        });
    wanted.requireIn(source, names);
    return columns;
  }

  private void arrange(Map<String, int[]> shapes) {
    int[] first = shapes.values().iterator().next();
    sequences = first[0];
    for (int[] shape : shapes.values()) {
      if (shape.length == 3) {
        if (isGrouped && steps != shape[1]) {
          throw uneven(shapes, "equally many steps in all arrays of three dimensions");
        }
        isGrouped = true;
        steps = shape[1];
      }
      if (shape[0] != sequences) {
        throw uneven(shapes, "arrays with the same first size");
      }
    }
    long rows = (long) sequences * steps;
    if (rows == 0) {
      throw CarouselException.failure("The arrays have no rows.")
          .found(shapes(shapes))
          .where(source)
          .build();
    }
    if (rows > Integer.MAX_VALUE - 16) {
      throw CarouselException.failure("The arrays have too many rows.").where(source).build();
    }
  }

  private CarouselException uneven(Map<String, int[]> shapes, String expected) {
    return CarouselException.failure("The arrays do not form a table.")
        .expected(expected)
        .found(shapes(shapes))
        .where(source)
        .mend("save arrays that belong together in one file: numpy.savez(FILE, x=x, y=y)")
        .build();
  }

  private static String shapes(Map<String, int[]> shapes) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(shapes).forEach((name, s) -> words.add(name + " " + NpyArray.words(s)));
    return String.join(", ", words);
  }

  private boolean isPerStep(int[] shape) {
    return shape.length == 3 || !isGrouped || (shape.length == 2 && shape[1] == steps);
  }

  /** How many columns an array becomes. */
  private int width(int[] shape) {
    boolean isOne = shape.length == 1 || (isGrouped && shape.length == 2 && isPerStep(shape));
    return isOne ? 1 : shape[shape.length - 1];
  }

  private List<String> ownNames(String array, int[] shape, int width) {
    if (names.size() + width > MOST_COLUMNS) {
      throw CarouselException.failure("The arrays have too many columns.")
          .expected("at most " + MOST_COLUMNS)
          .found(array + " " + NpyArray.words(shape))
          .where(source)
          .build();
    }
    boolean isOne = shape.length == 1 || (isGrouped && shape.length == 2 && isPerStep(shape));
    return isOne ? List.of(array) : names(array, shape).subList(1, width + 1);
  }

  private void addGroup() {
    if (wanted.of(GROUP) == As.SKIP) {
      return;
    }
    double[] groups = new double[sequences * steps];
    for (int row = 0; row < groups.length; row++) {
      groups[row] = row / steps;
    }
    columns.add(new NumberColumn(GROUP, groups));
  }

  private Column column(String name, NpyArray array, int f, int width) {
    As as = wanted.of(name);
    int repeat = isPerStep(array.shape()) ? 1 : steps;
    int rows = sequences * steps;
    if (!array.isText() && (as == As.ANY || as == As.NUMBERS)) {
      double[] values = new double[rows];
      for (int row = 0; row < rows; row++) {
        values[row] = array.numbers()[row / repeat * width + f];
      }
      return new NumberColumn(name, values);
    }
    int[] current = new int[1];
    ColumnBuilder builder = new ColumnBuilder(name, as, () -> source + ", row " + (current[0] + 1));
    for (int row = 0; row < rows; row++) {
      current[0] = row;
      set(builder, row, array, row / repeat * width + f);
    }
    return builder.finish(rows);
  }

  private static void set(ColumnBuilder builder, int row, NpyArray array, int index) {
    String text =
        array.isText()
            ? array.text(index)
            : new NumberColumn("", new double[] {array.numbers()[index]}).text(0);
    if (ColumnBuilder.isMissing(text)) {
      builder.missing(row);
    } else if (builder.wantsNumbers()) {
      byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
      NumberScanner scanner = new NumberScanner('.');
      if (scanner.scan(bytes, 0) != bytes.length - 1) {
        throw builder.wrong(text, "");
      }
      builder.number(row, scanner.value(), text);
    } else {
      builder.word(row, text);
    }
  }

  /** The kind of table, in words. */
  String words() {
    return isGrouped
        ? sequences + " sequences of " + steps + " steps, numbered in the column " + GROUP
        : sequences + " rows";
  }

  /** Unused columns of text are no reason to keep them. */
  static boolean isWanted(Wanted wanted, String array, int[] shape) {
    return names(array, shape).stream().anyMatch(name -> wanted.of(name) != As.SKIP);
  }
}
