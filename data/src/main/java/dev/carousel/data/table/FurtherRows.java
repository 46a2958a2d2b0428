package dev.carousel.data.table;

import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Encodes rows that follow the last known row of a group, as if what was predicted for them were
 * there. A row is the same bits as if it stood in the table: targets have their predicted values,
 * constants those of the group, times go on, and inputs that are known beforehand are read from the
 * rows that the table has for them.
 *
 * <p>Immutable and thread-safe.
 */
public final class FurtherRows {
  private final EncodedTable table;
  private final TableCodec codec;
  private final List<Target> targets = new ArrayList<>();
  private final List<Integer> observedConstants = new ArrayList<>();
  private final int calendar;
  private final int futures;

  /**
   * A target that is an input too.
   *
   * @param output its index among the targets
   * @param place of its number, or of its ones among the numbers or its code among the categories
   * @param observed the place of the number that tells whether it is there; -1 if there is none
   * @param codes of the words of a category
   */
  private record Target(
      int output, TableInput input, int place, int observed, Map<String, Integer> codes) {}

  /**
   * Rows after those of a table.
   *
   * @param table whose inputs are targets, constant within groups, or known beforehand
   */
  public FurtherRows(EncodedTable table) {
    this.table = table;
    this.codec = table.codec();
    int columnFutures = codec.futures();
    boolean isMasked = codec.roles().encoding().missing() == Missing.MASK;
    futures = codec.knowsCalendar() ? columnFutures : 0;
    int at = 0;
    for (TableInput input : codec.columns()) {
      at += codec.isEmbedded(input) ? 0 : width(input, columnFutures) * input.width();
    }
    calendar = at;
    int observed = at + 2 * codec.roles().encoding().calendar().size() * (1 + futures);
    int number = 0;
    int category = 0;
    for (TableInput input : codec.columns()) {
      boolean isEmbedded = codec.isEmbedded(input);
      boolean isObserved = isMasked && !input.isCategory();
      add(input, isEmbedded ? category : number, isObserved ? observed : -1);
      category += isEmbedded ? 1 : 0;
      number += isEmbedded ? 0 : width(input, columnFutures) * input.width();
      observed += isObserved ? width(input, columnFutures) : 0;
    }
  }

  private static int width(TableInput input, int futures) {
    return input.known() ? 1 + futures : 1;
  }

  private void add(TableInput input, int place, int observed) {
    int output = codec.roles().columns().targets().indexOf(input.name());
    if (output >= 0) {
      Map<String, Integer> codes = new HashMap<>();
      input.words().forEach(word -> codes.put(word, codes.size()));
      targets.add(new Target(output, input, place, observed, codes));
    } else if (observed >= 0 && codec.roles().columns().isConstant(input.name())) {
      observedConstants.add(observed);
    }
  }

  /** What was predicted for a row. */
  public interface Predicted {
    /** The number of a target; of a class, the number that its name is. */
    double number(int output);

    /** The name of a class, or a number as a table writes it. */
    String word(int output);

    /** Numbers, one for each target. */
    static Predicted of(List<Double> numbers) {
      return new Predicted() {
        @Override
        public double number(int output) {
          return numbers.get(output);
        }

        @Override
        public String word(int output) {
          return Objects.requireNonNull(RowCells.word(numbers.get(output)));
        }
      };
    }

    /** A class. */
    static Predicted of(String name) {
      return new Predicted() {
        @Override
        public double number(int output) {
          return Double.parseDouble(name);
        }

        @Override
        public String word(int output) {
          return name;
        }
      };
    }
  }

  /**
   * A row.
   *
   * @param step of the sequence; beyond its end unless the table has known inputs there
   * @param predicted what was predicted for it
   * @param where it is, for messages
   * @throws CarouselException if a predicted number is too far from those of the training, or the
   *     table does not tell its time
   */
  public EncodedRow encode(int sequence, int step, Predicted predicted, Supplier<String> where) {
    int start = table.order().starts()[sequence];
    boolean isThere = step < table.length(sequence);
    EncodedRow row = table.encodedRow(isThere ? start + step : start);
    float[] numbers = row.numbers();
    int[] codes = row.categories();
    if (!isThere) {
      goOn(sequence, start + step, numbers);
    }
    for (Target target : targets) {
      if (!target.input.isCategory()) {
        double value = predicted.number(target.output);
        Scale scale = Objects.requireNonNull(target.input.scale());
        numbers[target.place] =
            scale.encode(target.input.name(), value, table.scaleOf(sequence), where);
      } else {
        int unseen = target.codes.size();
        codes[target.place] = target.codes.getOrDefault(predicted.word(target.output), unseen);
      }
      if (target.observed >= 0) {
        numbers[target.observed] = 1;
      }
    }
    return new EncodedRow(numbers, codes, false);
  }

  /** Turns the numbers of a group's first row into those of one beyond its end. */
  private void goOn(int sequence, int position, float[] numbers) {
    int at = calendar;
    for (Calendar cycle : codec.roles().encoding().calendar()) {
      for (int j = 0; j <= futures; j++) {
        cycle.put(table.timeLine().tick(sequence, position + j), numbers, at);
        at += 2;
      }
    }
    for (int observed : observedConstants) {
      numbers[observed] = isEverThere(sequence, observed) ? 1 : 0;
    }
  }

  private boolean isEverThere(int sequence, int observed) {
    int start = table.order().starts()[sequence];
    for (int step = 0; step < table.length(sequence); step++) {
      if (table.encodedRow(start + step).numbers()[observed] > 0) {
        return true;
      }
    }
    return false;
  }
}
