package dev.carousel.data.table;

import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The numbers and codes that a network reads at a row, from its cells. For one thread. */
final class RowFeatures {
  private final TableCodec codec;
  private final Missing missing;
  private final List<TableInput> inputs;
  private final boolean[] isStatic;
  private final List<Map<String, Integer>> words = new ArrayList<>();
  private final RowCells reader = new RowCells();
  private final int width;

  /** Of the row that is being read. */
  private final float[] numbers;

  private final int[] codes;
  private final boolean[] isThere;
  private long unseen;

  RowFeatures(TableCodec codec) {
    this.codec = codec;
    this.missing = codec.roles().encoding().missing();
    this.inputs = codec.columns();
    int count = inputs.size();
    isStatic = new boolean[count];
    for (int c = 0; c < count; c++) {
      isStatic[c] = codec.roles().columns().isConstant(inputs.get(c).name());
      Map<String, Integer> known = new HashMap<>();
      inputs.get(c).words().forEach(word -> known.put(word, known.size()));
      words.add(known);
    }
    numbers = new float[count];
    codes = new int[count];
    isThere = new boolean[count];
    width = codec.shape().orElseThrow().inputFeatures();
  }

  /** A word as a number; empty if it is none. */
  OptionalDouble number(String word) {
    return reader.find(word);
  }

  long unseen() {
    return unseen;
  }

  /** Reads the cells of the inputs, which come first in a row. */
  void read(RowMemory memory, @Nullable Object[] cells, Supplier<String> where) {
    for (int c = 0; c < inputs.size(); c++) {
      TableInput input = inputs.get(c);
      Object value = null;
      if (input.scale() == null) {
        value = RowCells.word(cells[c]);
      } else {
        double number = reader.number(input.name(), cells[c], where);
        value = Double.isNaN(number) ? null : (Object) number;
      }
      isThere[c] = value != null;
      if (value == null && missing == Missing.REFUSE) {
        throw missing(input.name(), where);
      }
      if (value != null && isStatic[c]) {
        requireConstant(memory, c, value, where);
      }
      if (input.scale() != null && value != null) {
        numbers[c] = input.scale().encode(input.name(), (double) value, memory.scale(), where);
      } else if (value != null) {
        int size = input.words().size();
        codes[c] = words.get(c).getOrDefault(value, size);
        unseen += codes[c] == size ? 1 : 0;
      }
    }
  }

  private static CarouselException missing(String column, Supplier<String> where) {
    return CarouselException.failure("Cells of the table are missing.")
        .expected("a value in each cell of an input (--missing refuse)")
        .found("nothing in column '" + column + "'")
        .where(where.get())
        .mend("fill in the cell, or train with --missing carry, mean or mask")
        .build();
  }

  private void requireConstant(RowMemory memory, int c, Object value, Supplier<String> where) {
    Object before = memory.constant(c);
    if (before == null) {
      memory.keep(c, value);
    } else if (!before.equals(value)) {
      throw CarouselException.failure(
              "Column '" + inputs.get(c).name() + "' changes within a group.")
          .expected("one value for each group, here '" + before + "'")
          .found("'" + value + "' in group '" + memory.group() + "'")
          .where(where.get())
          .mend("correct the cells")
          .build();
    }
  }

  /** The row that was read; the memory takes it over. */
  EncodedRow row(RowMemory memory, long tick, long[] times, boolean isInserted) {
    int count = inputs.size();
    float[] filled = new float[count];
    int[] chosen = new int[count];
    boolean isCarried = missing == Missing.CARRY && memory.rows() > 0;
    for (int c = 0; c < count; c++) {
      boolean isKnown = isThere[c] && !isInserted;
      Scale scale = inputs.get(c).scale();
      if (scale != null) {
        filled[c] =
            isKnown ? numbers[c] : isCarried ? memory.number(c) : replaced(memory, c, scale);
      } else {
        chosen[c] = isKnown ? codes[c] : isCarried ? memory.code(c) : constantCode(memory, c);
      }
    }
    memory.add(filled, chosen, tick);
    return new EncodedRow(numbers(filled, chosen, times, isInserted), embedded(chosen), isInserted);
  }

  /** A row in a gap: all of its cells are missing. */
  EncodedRow inserted(RowMemory memory, long tick, long[] times) {
    return row(memory, tick, times, true);
  }

  /** What stands for a missing number that is not carried. */
  private float replaced(RowMemory memory, int c, Scale scale) {
    if (missing == Missing.MASK && !isStatic[c]) {
      return 0;
    }
    Object constant = isStatic[c] ? memory.constant(c) : null;
    return constant == null
        ? (float) scale.fill()
        : (float) scale.encode((double) constant, memory.scale());
  }

  /** The code of the word that the group has in each row; that of unseen words if none is known. */
  private int constantCode(RowMemory memory, int c) {
    int unseen = inputs.get(c).words().size();
    Object constant = isStatic[c] ? memory.constant(c) : null;
    return constant == null ? unseen : words.get(c).getOrDefault(constant, unseen);
  }

  /** In the order of {@link Encoder}: numbers and one-hot categories, calendar, what was there. */
  private float[] numbers(float[] filled, int[] chosen, long[] times, boolean isInserted) {
    float[] all = new float[width];
    int at = 0;
    for (int c = 0; c < inputs.size(); c++) {
      TableInput input = inputs.get(c);
      if (input.scale() != null) {
        all[at++] = filled[c];
      } else if (!codec.isEmbedded(input)) {
        all[at + chosen[c]] = 1;
        at += input.width();
      }
    }
    for (Calendar calendar : codec.roles().encoding().calendar()) {
      for (long tick : times) {
        calendar.put(tick, all, at);
        at += 2;
      }
    }
    for (int c = 0; c < inputs.size() && missing == Missing.MASK; c++) {
      if (inputs.get(c).scale() != null) {
        all[at++] = isThere[c] && !isInserted ? 1 : 0;
      }
    }
    return all;
  }

  private int[] embedded(int[] chosen) {
    int[] some = new int[chosen.length];
    int count = 0;
    for (int c = 0; c < chosen.length; c++) {
      if (codec.isEmbedded(inputs.get(c))) {
        some[count++] = chosen[c];
      }
    }
    return Arrays.copyOf(some, count);
  }
}
