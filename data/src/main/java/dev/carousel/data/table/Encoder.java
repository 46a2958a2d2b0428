package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Turns the columns of a table into what a network reads, with a codec. */
final class Encoder {
  private final Frame frame;
  private final RowOrder order;
  private final TableCodec codec;
  private final Missing missing;
  private final int[] scaleOf;
  private final FutureRows future;
  private final List<String> notes = new ArrayList<>();

  /** Scaled numbers by column, with NaN where they are missing; inputs and targets share them. */
  private final Map<String, float[]> scaled = new HashMap<>();

  private Encoder(Frame frame, RowOrder order, TableCodec codec) {
    this.frame = frame;
    this.order = order;
    this.codec = codec;
    this.missing = codec.roles().encoding().missing();
    this.scaleOf = scaleOf(order, codec);
    this.future = new FutureRows(frame, order, codec);
    notes.addAll(order.notes());
  }

  /** A table in this order, as the codec reads it. */
  static EncodedTable encode(Frame frame, RowOrder order, TableCodec codec) {
    return new Encoder(frame, order, codec).encode();
  }

  private static int[] scaleOf(RowOrder order, TableCodec codec) {
    Map<String, Integer> index = new HashMap<>();
    codec.groups().forEach(group -> index.put(group, index.size()));
    return order.groups().stream().mapToInt(group -> index.getOrDefault(group, -1)).toArray();
  }

  private EncodedTable encode() {
    if (missing == Missing.REFUSE) {
      MissingCells.refuse(
          frame, codec.columns().stream().map(TableInput::name).toList(), future::isExempt);
    }
    TimeLine timeLine = new TimeLine(order);
    List<Feature> features = new ArrayList<>();
    List<Feature> observed = new ArrayList<>();
    List<EncodedTable.Category> categories = new ArrayList<>();
    for (TableInput input : codec.columns()) {
      int later = input.known() ? codec.futures() : 0;
      if (codec.isEmbedded(input)) {
        categories.add(new EncodedTable.Category(categories(input), input.width()));
      } else if (input.isCategory()) {
        features.add(new Feature.OneHot(categories(input), input.width(), later));
      } else {
        float[] values = scaled(input.name(), Objects.requireNonNull(input.scale()));
        features.add(new Feature.Numbers(filled(input, values), later));
        if (missing == Missing.MASK) {
          observed.add(new Feature.Observed(missing(values), later));
        }
      }
    }
    int later = codec.knowsCalendar() ? codec.futures() : 0;
    for (Calendar calendar : codec.roles().encoding().calendar()) {
      requireCalendar();
      features.add(Feature.Cycle.of(calendar, timeLine, order.positions(), later));
    }
    features.addAll(observed);
    Goals goals = goals();
    noteGroups();
    return new EncodedTable(
        codec, order, features, categories, goals, scaleOf, future.counts(), timeLine, notes);
  }

  private void requireCalendar() {
    if (!Objects.requireNonNull(order.times()).format().hasCalendar()) {
      throw CarouselException.usage("--calendar needs times with a calendar.")
          .expected("dates, dates with times, or seconds or milliseconds since 1970")
          .found("numbers in column '" + order.times().name() + "'")
          .where(frame.source())
          .build();
    }
  }

  private void noteGroups() {
    int count = (int) Arrays.stream(scaleOf).filter(index -> index < 0).count();
    if (!codec.groups().isEmpty() && count > 0) {
      note(count, "group", "without training rows, scaled as all");
    }
  }

  private void note(long count, String one, String rest) {
    notes.add(String.format(Locale.ROOT, "%,d %s%s %s", count, one, count == 1 ? "" : "s", rest));
  }

  private NumberColumn numbers(String name) {
    Column column = frame.column(name);
    if (column instanceof NumberColumn numbers) {
      return numbers;
    }
    throw CarouselException.failure("Column '" + name + "' is of another type than in training.")
        .expected("numbers")
        .found(column.type())
        .where(frame.source())
        .build();
  }

  /** The scaled numbers of a column by position; NaN where they are missing. */
  private float[] scaled(String name, Scale scale) {
    return scaled.computeIfAbsent(
        name + (scale.isByGroup() ? " by group" : ""), key -> scaled(numbers(name), scale));
  }

  private float[] scaled(NumberColumn column, Scale scale) {
    float[] values = new float[order.positions()];
    for (int g = 0; g < order.groupCount(); g++) {
      for (int p = order.starts()[g]; p < order.starts()[g + 1]; p++) {
        int row = order.row(p);
        if (row == RowOrder.INSERTED || column.isMissing(row)) {
          values[p] = Float.NaN;
          continue;
        }
        values[p] = (float) scale.encode(column.values()[row], scaleOf[g]);
        if (!Float.isFinite(values[p])) {
          throw tooFar(column, scale, p, g);
        }
      }
    }
    return values;
  }

  private CarouselException tooFar(NumberColumn column, Scale scale, int position, int group) {
    int row = order.row(position);
    return CarouselException.failure("A value is too far from those of the training part.")
        .expected(
            "about "
                + scale.centre(scaleOf[group])
                + " with a spread of "
                + scale.spread(scaleOf[group])
                + " in column '"
                + column.name()
                + "'")
        .found(column.values()[row] + " in " + order.where(position, group))
        .where(frame.source())
        .build();
  }

  private static BitSet missing(float[] values) {
    BitSet missing = new BitSet();
    for (int p = 0; p < values.length; p++) {
      if (Float.isNaN(values[p])) {
        missing.set(p);
      }
    }
    return missing;
  }

  /** The numbers with something in place of missing ones; the same array if none is missing. */
  private float[] filled(TableInput input, float[] values) {
    boolean isStatic = codec.roles().columns().isConstant(input.name());
    Column column = frame.column(input.name());
    if (isStatic) {
      Constants.require(frame, order, column);
    }
    BitSet gone = missing(values);
    if (gone.isEmpty()) {
      return values;
    }
    float mean = (float) Objects.requireNonNull(input.scale()).fill();
    float[] filled = values.clone();
    for (int g = 0; g < order.groupCount(); g++) {
      int start = order.starts()[g];
      int end = order.starts()[g + 1];
      float constant = isStatic ? firstKnown(values, start, end, mean) : mean;
      for (int p = gone.nextSetBit(start); p >= 0 && p < end; p = gone.nextSetBit(p + 1)) {
        boolean isCarried = missing == Missing.CARRY && p > start;
        filled[p] = missing == Missing.MASK && !isStatic ? 0 : isCarried ? filled[p - 1] : constant;
      }
    }
    return filled;
  }

  private static float firstKnown(float[] values, int from, int to, float otherwise) {
    for (int p = from; p < to; p++) {
      if (!Float.isNaN(values[p])) {
        return values[p];
      }
    }
    return otherwise;
  }

  /** The words of a category by position; one more for those that training did not have. */
  private int[] categories(TableInput input) {
    TextColumn column = RowSorter.asText(frame.column(input.name()));
    boolean isStatic = codec.roles().columns().isConstant(input.name());
    if (isStatic) {
      Constants.require(frame, order, column);
    }
    Map<String, Integer> ids = new HashMap<>();
    input.words().forEach(word -> ids.put(word, ids.size()));
    int unseen = ids.size();
    int[] codeOf =
        column.words().stream().mapToInt(word -> ids.getOrDefault(word, unseen)).toArray();
    int[] codes = new int[order.positions()];
    int count = 0;
    for (int g = 0; g < order.groupCount(); g++) {
      int start = order.starts()[g];
      int known = isStatic ? Constants.firstKnown(order, column, g) : -1;
      int constant = known < 0 ? unseen : codeOf[column.codes()[known]];
      for (int p = start; p < order.starts()[g + 1]; p++) {
        int row = order.row(p);
        boolean isMissing = row == RowOrder.INSERTED || column.isMissing(row);
        boolean isCarried = isMissing && missing == Missing.CARRY && p > start;
        codes[p] = isCarried ? codes[p - 1] : isMissing ? constant : codeOf[column.codes()[row]];
        count += !isMissing && codes[p] == unseen ? 1 : 0;
      }
    }
    if (count > 0) {
      note(count, "cell", "of '" + input.name() + "' unseen in training");
    }
    return codes;
  }

  private Goals goals() {
    Steps steps = codec.steps();
    if (codec.predictsClasses()) {
      return new Goals(steps, List.of(), classes(), codec.classes().size());
    }
    List<float[]> numbers = new ArrayList<>();
    int beyond = Arrays.stream(future.counts()).sum();
    long gone = 0;
    for (TableOutput output : codec.outputs()) {
      Scale scale = Objects.requireNonNull(output.scale());
      boolean isThere = frame.find(output.name()).isPresent();
      numbers.add(isThere ? scaled(output.name(), scale) : unknown());
      if (isThere && steps.isLabel()) {
        Constants.require(frame, order, frame.column(output.name()));
        spread(numbers.get(numbers.size() - 1));
      }
      gone += isThere ? missing(numbers.get(numbers.size() - 1)).cardinality() - beyond : 0;
    }
    if (gone > 0) {
      note(gone, "target", "missing");
    }
    return new Goals(steps, numbers, new int[0], 0);
  }

  /** Puts the one number of each group at all of its positions. */
  private void spread(float[] values) {
    for (int g = 0; g < order.groupCount(); g++) {
      int start = order.starts()[g];
      int end = order.starts()[g + 1];
      Arrays.fill(values, start, end, firstKnown(values, start, end, Float.NaN));
    }
  }

  private float[] unknown() {
    float[] values = new float[order.positions()];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  private int[] classes() {
    String name = codec.outputs().get(0).name();
    int[] codes = new int[order.positions()];
    if (frame.find(name).isEmpty()) {
      Arrays.fill(codes, TextColumn.MISSING);
      return codes;
    }
    TextColumn column = RowSorter.asText(frame.column(name));
    if (codec.steps().isLabel()) {
      Constants.require(frame, order, column);
    }
    Map<String, Integer> known = new HashMap<>();
    codec.classes().forEach(word -> known.put(word, known.size()));
    int gone = 0;
    for (int g = 0; g < order.groupCount(); g++) {
      for (int p = order.starts()[g]; p < order.starts()[g + 1]; p++) {
        int row = order.row(p);
        boolean isMissing = row == RowOrder.INSERTED || column.isMissing(row);
        gone += isMissing ? 1 : 0;
        codes[p] = isMissing ? TextColumn.MISSING : known.getOrDefault(column.text(row), -2);
        if (codes[p] == -2) {
          throw unknownClass(column, p, g);
        }
      }
    }
    if (codec.steps().isLabel()) {
      spread(codes);
      gone = (int) Arrays.stream(codes).filter(code -> code < 0).count();
    }
    gone -= Arrays.stream(future.counts()).sum();
    if (gone > 0) {
      note(gone, "target", "missing");
    }
    return codes;
  }

  /** Puts the one class of each group at all of its positions. */
  private void spread(int[] codes) {
    for (int g = 0; g < order.groupCount(); g++) {
      int start = order.starts()[g];
      int end = order.starts()[g + 1];
      int known = Arrays.stream(codes, start, end).filter(code -> code >= 0).findFirst().orElse(-1);
      Arrays.fill(codes, start, end, known);
    }
  }

  private CarouselException unknownClass(TextColumn column, int position, int group) {
    return CarouselException.failure("The table has a class that the training part never had.")
        .expected("one of " + String.join(", ", codec.classes()) + " in '" + column.name() + "'")
        .found("'" + column.text(order.row(position)) + "' in " + order.where(position, group))
        .where(frame.source())
        .mend("leave out such rows, or train on a part that has every class (--valid-by group)")
        .build();
  }
}
