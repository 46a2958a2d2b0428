package dev.carousel.data.source.folder;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of one name of several files, one after the other. */
final class JoinedColumn {
  private final String name;
  private final List<@Nullable Column> parts = new ArrayList<>();

  /** The first part with a cell that is not missing, which tells the type; and its file. */
  private @Nullable Column like;

  private String likeFile = "";

  JoinedColumn(String name) {
    this.name = name;
  }

  /**
   * Adds the rows of a file.
   *
   * @throws CarouselException if its cells are of another type than those before
   */
  void add(Column column, String file) {
    parts.add(column);
    if (column.missing() == column.rows()) {
      return;
    }
    if (like == null) {
      like = column;
      likeFile = file;
    } else if (!type(column).equals(type(like))) {
      throw CarouselException.failure(
              "Column '" + name + "' is of different types in the files of the folder.")
          .expected(type(like) + ", as in " + likeFile)
          .found(type(column))
          .where(file)
          .mend("correct the cells, or name the column as one of text")
          .build();
    }
  }

  private static String type(Column column) {
    return column instanceof TimeColumn times ? times.format().words() : column.type();
  }

  /** The whole column; each part is released once it is copied. */
  Column finish(int rows) {
    Column type = like == null ? parts.get(0) : like;
    if (type instanceof NumberColumn) {
      return numbers(rows);
    }
    if (type instanceof TimeColumn times) {
      return times(times.format(), rows);
    }
    return text(rows);
  }

  private Column numbers(int rows) {
    double[] all = new double[rows];
    Arrays.fill(all, Double.NaN);
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      Column part = taken(i);
      if (part instanceof NumberColumn numbers) {
        System.arraycopy(numbers.values(), 0, all, at, part.rows());
      }
      at += part.rows();
    }
    return new NumberColumn(name, all);
  }

  private Column times(TimeFormat format, int rows) {
    long[] all = new long[rows];
    Arrays.fill(all, TimeColumn.MISSING);
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      Column part = taken(i);
      if (part instanceof TimeColumn times) {
        System.arraycopy(times.ticks(), 0, all, at, part.rows());
      }
      at += part.rows();
    }
    return new TimeColumn(name, format, all);
  }

  private Column text(int rows) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] all = new int[rows];
    Arrays.fill(all, TextColumn.MISSING);
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      Column part = taken(i);
      for (int row = 0; row < part.rows(); row++) {
        if (!part.isMissing(row)) {
          all[at + row] = codes.computeIfAbsent(part.text(row), word -> codes.size());
        }
      }
      at += part.rows();
    }
    return new TextColumn(name, new ArrayList<>(codes.keySet()), all);
  }

  private Column taken(int index) {
    Column part = parts.set(index, null);
    if (part == null) {
      throw new IllegalStateException(name + " was taken before");
    }
    return part;
  }
}
