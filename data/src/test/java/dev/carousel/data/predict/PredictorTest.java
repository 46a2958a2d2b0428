package dev.carousel.data.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.table.Calendar;
import dev.carousel.data.table.Missing;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.ShortGroups;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableDataset;
import dev.carousel.data.text.Text;
import dev.carousel.data.text.TextDataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Predictions;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.NumberLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictorTest {
  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  private static double[] wave(int rows, double period) {
    return IntStream.range(0, rows).mapToDouble(i -> 50 + 9 * Math.sin(i / period)).toArray();
  }

  private static String[] days(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(i -> java.time.LocalDate.of(2024, 1, 1).plusDays(i).toString())
        .toArray(String[]::new);
  }

  private BoundNetwork network(TableDataset data) {
    return bound(NetworkSpec.of(data.shape(), Cells.lstm()).units(8));
  }

  private BoundNetwork bound(NetworkSpec spec) {
    Network network = Network.compile(engine, spec);
    return network.bind(network.initialParameters(7));
  }

  private static TableDataset data(Frame frame, Roles roles) {
    return TableDataset.of(frame, roles, SplitPlan.of(0));
  }

  private Predictor predictor(TableDataset data) {
    return Predictor.of(network(data), data.codec());
  }

  private static List<Double> values(List<Prediction> all) {
    List<Double> values = new ArrayList<>();
    all.forEach(each -> values.addAll(((NumberPrediction) each).values()));
    return values;
  }

  /** What a network makes of all rows as evaluation reads them, in the units of the data. */
  private static List<Double> evaluated(BoundNetwork network, Frame frame, TableCodec codec) {
    Part part = TableDataset.evaluation(frame, codec).validation();
    List<Double> values = new ArrayList<>();
    if (part.sequences().size() > 0) {
      Carry carry = Carry.zero();
      int length = part.sequences().length(0);
      for (int from = 0; from < length; from += 128) {
        int steps = Math.min(128, length - from);
        Chunk chunk = part.sequences().stretches(new int[1], new int[] {from}, new int[] {steps});
        var pass = network.forward(chunk, carry);
        add(pass.predictions(0, 0, steps), codec, values);
        carry = pass.carry();
        pass.release();
      }
      return values;
    }
    Epoch epoch = part.epoch(32, 128, 0, 0);
    for (int i = 0; i < epoch.size(); i++) {
      var pass = network.forward(epoch.chunk(i), Carry.zero());
      add(pass.predictions(), codec, values);
      pass.release();
    }
    return values;
  }

  private static void add(Predictions made, TableCodec codec, List<Double> values) {
    for (int i = 0; i < made.count(); i++) {
      float[] point = new float[codec.horizon()];
      double[] points = made.points(i);
      for (int h = 0; h < point.length; h++) {
        point[h] = (float) points[h];
      }
      for (double[] row : codec.decode("", point)) {
        values.add(row[0]);
      }
    }
  }

  @Test
  void windowsGiveTheBitsOfTheirEvaluation() {
    Frame frame = Frame.of("x", wave(90, 5));
    TableDataset data = data(frame, Roles.of("x").withWindow(12).withHorizon(3));
    BoundNetwork network = network(data);
    List<Prediction> all = Predictor.of(network, data.codec()).predict(frame);
    // Evaluation leaves out the last windows, whose targets are not in the table.
    List<Double> expected = evaluated(network, frame, data.codec());
    assertEquals(3 * (90 - 11), all.size());
    assertEquals(expected, values(all).subList(0, 3 * (90 - 11 - 3)));
  }

  @Test
  void aSeriesGivesTheBitsOfItsEvaluation() {
    Frame frame = Frame.of("x", wave(300, 5));
    TableDataset data = data(frame, Roles.of("x"));
    BoundNetwork network = network(data);
    List<Double> found = values(Predictor.of(network, data.codec()).predict(frame));
    assertEquals(300, found.size());
    assertEquals(evaluated(network, frame, data.codec()), found.subList(0, 299));
  }

  @Test
  void predictionsStandBesideTheTruthAndGoBeyondTheEnd() {
    double[] x = wave(20, 5);
    Frame frame = Frame.of("x", x).withText("day", days(20));
    TableDataset data = data(frame, Roles.of("x").withTime("day").withWindow(4).withHorizon(2));
    List<Prediction> all = predictor(data).predict(frame);
    NumberPrediction first = (NumberPrediction) all.get(0);
    assertEquals(new Place(0, "", 3, 4, 4, 1, "2024-01-05"), first.place());
    assertEquals(List.of(x[4]), first.truths());
    NumberPrediction last = (NumberPrediction) all.get(all.size() - 1);
    assertEquals(new Place(0, "", 19, 21, -1, 2, "2024-01-22"), last.place());
    assertEquals(List.of(Double.NaN), last.truths());
    assertEquals(2 * 17, all.size());
  }

  @Test
  void monthsGoOnAsMonths() {
    String[] ends = {"2023-09-30", "2023-10-31", "2023-11-30", "2023-12-31"};
    String[] firsts = {"2023-09-01", "2023-10-01", "2023-11-01", "2023-12-01"};
    Frame frame = Frame.of("x", 1, 2, 1, 2).withText("end", ends).withText("first", firsts);
    assertEquals(List.of("2024-01-31", "2024-02-29", "2024-03-31"), timesAfter(frame, "end"));
    assertEquals(List.of("2024-01-01", "2024-02-01", "2024-03-01"), timesAfter(frame, "first"));
  }

  private List<String> timesAfter(Frame frame, String time) {
    Roles roles = Roles.of("x").withInputs("x").withTime(time).withHorizon(3);
    List<Prediction> all = predictor(data(frame, roles)).predict(frame);
    return all.subList(all.size() - 3, all.size()).stream().map(p -> p.place().time()).toList();
  }

  @Test
  void eachGroupIsReadApart() {
    double[] x = new double[40];
    String[] meters = new String[40];
    for (int i = 0; i < 40; i++) {
      x[i] = i % 2 == 0 ? wave(40, 5)[i / 2] : -wave(40, 3)[i / 2];
      meters[i] = i % 2 == 0 ? "a" : "b";
    }
    Frame both = Frame.of("x", x).withText("meter", meters);
    for (Roles roles : List.of(Roles.of("x"), Roles.of("x").withWindow(5))) {
      TableDataset data = data(both, roles.withGroup("meter"));
      Predictor predictor = predictor(data);
      Frame alone =
          Frame.of("x", IntStream.range(0, 20).mapToDouble(i -> x[2 * i + 1]).toArray())
              .withText("meter", "b".repeat(20).split(""));
      List<Prediction> all = predictor.predict(both);
      assertEquals(
          values(predictor.predict(alone)),
          values(all.stream().filter(p -> p.place().group().equals("b")).toList()));
      assertEquals("a", all.get(0).place().group());
      assertEquals(2 * all.get(0).place().target(), all.get(0).place().row());
    }
  }

  @Test
  void groupsOfAnyLengthAreLabelledInTheirOrder() {
    double[] x = wave(60, 2);
    String[] ids = new String[60];
    String[] kinds = new String[60];
    for (int i = 0; i < 60; i++) {
      ids[i] = i < 30 ? "long" : i < 35 ? "short" : "middle";
      kinds[i] = i < 30 ? "up" : "down";
    }
    Frame frame = Frame.of("x", x).withText("id", ids).withText("kind", kinds);
    TableDataset data = data(frame, Roles.of("kind").withInputs("x").withGroup("id"));
    Predictor predictor = predictor(data);
    List<Prediction> all = predictor.predict(frame);
    assertEquals(
        List.of("long", "short", "middle"), all.stream().map(p -> p.place().group()).toList());
    ClassPrediction second = (ClassPrediction) all.get(1);
    assertEquals("down", second.truth());
    assertEquals(List.of("down", "up"), predictor.classes());
    assertEquals(1, second.probabilities().stream().mapToDouble(p -> p).sum(), 1e-12);
    Frame alone =
        Frame.of("x", Arrays.copyOfRange(x, 30, 35)).withText("id", "s".repeat(5).split(""));
    ClassPrediction single = (ClassPrediction) predictor.predict(alone).get(0);
    assertNull(single.truth());
    assertEquals(single.probabilities(), second.probabilities());
  }

  /** Pinball losses of two levels, without their scale: outputs are the quantiles. */
  private record Two() implements NumberLoss {
    @Override
    public int outputs() {
      return 2;
    }

    @Override
    public double loss(double[] outputs, double target, double[] gradient) {
      gradient[0] = outputs[0] - target;
      gradient[1] = outputs[1] - target;
      return (gradient[0] * gradient[0] + gradient[1] * gradient[1]) / 2;
    }

    @Override
    public List<Double> levels() {
      return List.of(0.1, 0.9);
    }

    @Override
    public OptionalDouble quantile(double[] outputs, double level) {
      double[] sorted = {Math.min(outputs[0], outputs[1]), Math.max(outputs[0], outputs[1])};
      return OptionalDouble.of(level < 0.5 ? sorted[0] : sorted[1]);
    }

    @Override
    public String measure() {
      return "error of two levels";
    }
  }

  @Test
  void quantilesAreInTheUnitsOfTheData() {
    Frame frame = Frame.of("x", wave(30, 4)).with("y", wave(30, 7));
    TableDataset data = data(frame, Roles.of("x", "y").withHorizon(2));
    NetworkSpec spec = NetworkSpec.of(data.shape(), Cells.lstm()).units(4).loss(new Two());
    Predictor predictor = Predictor.of(bound(spec), data.codec());
    assertEquals(List.of(0.1, 0.9), predictor.levels());
    for (Prediction each : predictor.predict(frame)) {
      NumberPrediction made = (NumberPrediction) each;
      assertEquals(2, made.quantiles().size());
      for (int k = 0; k < 2; k++) {
        double value = made.values().get(k);
        List<Double> two = made.quantiles().get(k);
        assertTrue(two.get(0) <= two.get(1), two::toString);
        assertTrue(two.contains(value), () -> value + " is the first output, of " + two);
        assertEquals(50, value, 20);
      }
    }
  }

  @Test
  void targetsThatAreNoInputsMayBeAbsentOrAnything() {
    Frame frame = Frame.of("x", wave(30, 4)).with("y", wave(30, 7));
    TableDataset data = data(frame, Roles.of("y").withInputs("x").withAhead(0));
    Predictor predictor = predictor(data);
    List<Double> expected = values(predictor.predict(frame));
    assertEquals(30, expected.size());
    assertEquals(expected, values(predictor.predict(Frame.of("x", wave(30, 4)))));
    double[] far = new double[30];
    far[3] = 1e300;
    assertEquals(expected, values(predictor.predict(Frame.of("x", wave(30, 4)).with("y", far))));
  }

  @Test
  void anotherOrderOfColumnsAndFurtherOnesChangeNothing() {
    Frame frame = Frame.of("x", wave(30, 4)).with("y", wave(30, 7));
    Predictor predictor = predictor(data(frame, Roles.of("x").withInputs("x", "y")));
    Frame other = Frame.of("more", new double[30]).with("y", wave(30, 7)).with("x", wave(30, 4));
    assertEquals(values(predictor.predict(frame)), values(predictor.predict(other)));
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    Frame frame = Frame.of("x", wave(200, 4));
    Predictor predictor = predictor(data(frame, Roles.of("x").withWindow(10)));
    List<Double> expected = values(predictor.predict(frame));
    List<List<Double>> found =
        IntStream.range(0, 4).parallel().mapToObj(i -> values(predictor.predict(frame))).toList();
    found.forEach(each -> assertEquals(expected, each));
  }

  @Test
  void aNetworkThatReadsBothWaysReadsLongSequencesInSegments() {
    Frame frame = Frame.of("x", wave(1500, 4)).with("y", wave(1500, 7));
    TableDataset data = data(frame, Roles.of("y").withInputs("x").withAhead(0));
    BoundNetwork network =
        bound(NetworkSpec.of(data.shape(), Cells.lstm()).units(4).bidirectional(true));
    List<Double> found = values(Predictor.of(network, data.codec()).predict(frame));
    assertEquals(1500, found.size());
    var whole = network.predict(data.codec().encode(frame).inputs(0, 0, 1500));
    double[] expected =
        IntStream.range(0, 1500)
            .mapToDouble(i -> data.codec().decode("", (float) whole.at(i, 0)[0])[0][0])
            .toArray();
    assertArrayEquals(expected, found.stream().mapToDouble(v -> v).toArray(), 1e-3);
  }

  @Test
  void tablesThatDoNotFitAreRefused() {
    Frame frame = Frame.of("x", wave(30, 4)).with("load", wave(30, 7));
    Predictor predictor = predictor(data(frame, Roles.of("x").withWindow(8)));
    Refusal.of(
        () -> predictor.predict(Frame.of("x", wave(30, 4)).with("lod", wave(30, 7))),
        "The table has no column 'load'.",
        "did you mean 'lod'?");
    Refusal.of(
        () -> predictor.predict(Frame.of("x", wave(2, 4)).withText("load", "high", "low")),
        "Column 'load' is of another type than in training.",
        "expected: numbers",
        "found:    text");
    Refusal.of(
        () -> predictor.predict(Frame.of("x", wave(7, 4)).with("load", wave(7, 4))),
        "The table has too few rows to predict anything.",
        "a window of 8 rows",
        "7 rows");
    double[] gap = wave(30, 4);
    gap[12] = Double.NaN;
    Refusal.of(
        () -> predictor.predict(Frame.of("x", wave(30, 4)).with(new NumberColumn("load", gap))),
        "load",
        "row 13");
    assertEquals(Missing.REFUSE, predictor.codec().roles().encoding().missing());
  }

  @Test
  void onlyModelsOfTablesPredictRows() {
    TextDataset text =
        Text.read(
                "abc",
                new java.io.ByteArrayInputStream(
                    "abc".repeat(99).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .split(0.1);
    BoundNetwork network = bound(NetworkSpec.of(text.shape(), Cells.lstm()).units(2));
    Refusal.of(
        () -> Predictor.of(network, Objects.requireNonNull(text.codec())),
        "The model does not predict rows of a table.",
        "a model that was trained on a table");
  }

  @Test
  void whatIsPredictedAtOnceGoesBeyondTheEndAsItIs() {
    Frame frame = Frame.of("x", wave(40, 5)).withText("day", days(40));
    TableDataset data = data(frame, Roles.of("x").withTime("day").withWindow(6).withHorizon(3));
    Predictor predictor = predictor(data);
    List<Prediction> all = predictor.predict(frame);
    List<Prediction> beyond = predictor.beyond(frame, 2);
    assertEquals(values(all.subList(all.size() - 3, all.size() - 1)), values(beyond));
    assertEquals(new Place(0, "", 39, 40, -1, 1, "2024-02-10"), beyond.get(0).place());
    assertEquals(2, beyond.get(1).place().step());
  }

  @Test
  void predictedValuesStandInForRowsThatAreNotThere() {
    double[] x = wave(30, 5);
    String[] meters =
        IntStream.range(0, 30).mapToObj(i -> i < 18 ? "a" : "b").toArray(String[]::new);
    Frame frame = Frame.of("x", x).withText("meter", meters);
    for (Roles roles : List.of(Roles.of("x"), Roles.of("x").withWindow(4).withHorizon(2))) {
      Predictor predictor = predictor(data(frame, roles.withGroup("meter")));
      List<Prediction> beyond = predictor.beyond(frame, 5);
      assertEquals(10, beyond.size());
      List<Double> own = new ArrayList<>();
      for (int i = 18; i < 30; i++) {
        own.add(x[i]);
      }
      while (own.size() < 12 + 5) {
        double[] soFar = own.stream().mapToDouble(v -> v).toArray();
        Frame alone = Frame.of("x", soFar).withText("meter", "b".repeat(soFar.length).split(""));
        List<Prediction> made = predictor.predict(alone);
        own.addAll(values(made.subList(made.size() - predictor.codec().horizon(), made.size())));
      }
      assertEquals(own.subList(12, 17), values(beyond.subList(5, 10)));
      assertEquals("b", beyond.get(5).place().group());
    }
  }

  /** Times in several columns go on as those in one do, and so does their calendar. */
  @Test
  void timesOfSeveralColumnsGoOn() {
    double[] x = wave(40, 5);
    Frame one = Frame.of("x", x).withText("date", days(40));
    Frame parts =
        Frame.of("x", x)
            .with("year", IntStream.range(0, 40).mapToDouble(i -> 2024).toArray())
            .with("month", IntStream.range(0, 40).mapToDouble(i -> i < 31 ? 1 : 2).toArray())
            .with("day", IntStream.range(0, 40).mapToDouble(i -> 1 + i % 31).toArray());
    Roles roles = Roles.of("x").withInputs("x").withCalendar(Calendar.WEEKDAY).withWindow(6);
    List<Prediction> expected = predictor(data(one, roles.withTime("date"))).beyond(one, 4);
    List<Prediction> beyond =
        predictor(data(parts, roles.withTime("year", "month", "day"))).beyond(parts, 4);
    assertEquals("2024-02-13", beyond.get(3).place().time());
    assertEquals(values(expected), values(beyond));
  }

  /** A known part of the time is read from rows beyond the end, and the calendar is known too. */
  @Test
  void knownPartsOfTimesGoOn() {
    double[] x = wave(40, 5);
    double[] year = IntStream.range(0, 46).mapToDouble(i -> 2024).toArray();
    double[] month = IntStream.range(0, 46).mapToDouble(i -> i < 31 ? 1 : 2).toArray();
    double[] day = IntStream.range(0, 46).mapToDouble(i -> 1 + i % 31).toArray();
    double[] open = Arrays.copyOf(x, 46);
    Arrays.fill(open, 40, 46, Double.NaN);
    Frame one = Frame.of("x", open).withText("date", days(46)).with("day", day);
    Frame parts = Frame.of("x", open).with("year", year).with("month", month).with("day", day);
    Frame oneKnown =
        Frame.of("x", x).withText("date", days(40)).with("day", Arrays.copyOf(day, 40));
    Frame partsKnown =
        Frame.of("x", x)
            .with("year", Arrays.copyOf(year, 40))
            .with("month", Arrays.copyOf(month, 40))
            .with("day", Arrays.copyOf(day, 40));
    Roles roles = Roles.of("x").withInputs("x").withCalendar(Calendar.YEARDAY).withWindow(6);
    List<Prediction> expected =
        predictor(data(oneKnown, roles.withTime("date").withKnown("date", "day"))).beyond(one, 4);
    List<Prediction> beyond =
        predictor(data(partsKnown, roles.withTime("year", "month", "day").withKnown("day")))
            .beyond(parts, 4);
    assertEquals("2024-02-13", beyond.get(3).place().time());
    assertEquals(values(expected), values(beyond));
  }

  @Test
  void aModelThatCannotGoOnIsRefused() {
    Frame frame = Frame.of("x", wave(30, 4)).with("load", wave(30, 7));
    Predictor both = predictor(data(frame, Roles.of("x").withHorizon(2)));
    assertEquals(2, both.beyond(frame, 2).size());
    Refusal.of(
        () -> both.beyond(frame, 3),
        "The model cannot go on beyond the end of the table.",
        "the 2 rows",
        "other inputs: load");
    Refusal.of(() -> both.beyond(frame, 0), "at least 1", "0");
    Predictor same = predictor(data(frame, Roles.of("x").withInputs("load").withAhead(0)));
    Refusal.of(() -> same.beyond(frame, 1), "ahead 0");
  }

  @Test
  void aCalendarThatIsKnownGoesOnBeyondTheEnd() {
    Frame longer = Frame.of("x", wave(45, 5)).withText("day", days(45));
    Frame frame = Frame.of("x", wave(40, 5)).withText("day", days(40));
    Roles roles =
        Roles.of("x")
            .withTime("day")
            .withCalendar(Calendar.WEEKDAY)
            .withKnown("day")
            .withHorizon(3);
    for (Roles each : List.of(roles, roles.withWindow(6))) {
      Predictor predictor = predictor(data(longer, each));
      List<Prediction> all = predictor.predict(frame);
      List<Prediction> more = predictor.predict(longer);
      assertEquals(values(more.subList(0, all.size())), values(all));
      assertEquals(39, all.get(all.size() - 1).place().origin());
      List<Prediction> beyond = predictor.beyond(frame, 7);
      assertEquals(values(all.subList(all.size() - 3, all.size())), values(beyond.subList(0, 3)));
      assertEquals("2024-02-16", beyond.get(6).place().time());
    }
  }

  /** A price that is known to the end, and loads that end before it. */
  private static Frame priced(int loads, int rows) {
    double[] load = Arrays.copyOf(wave(rows, 5), rows);
    Arrays.fill(load, loads, rows, Double.NaN);
    return Frame.of("load", load).with("price", wave(rows, 3));
  }

  @Test
  void rowsOfKnownInputsAloneAreTheFuture() {
    Roles roles = Roles.of("load").withKnown("price").withHorizon(3);
    for (Roles each : List.of(roles, roles.withWindow(6))) {
      Predictor predictor = predictor(data(priced(50, 50), each));
      List<Prediction> known = predictor.predict(priced(50, 50));
      List<Prediction> all = predictor.predict(priced(40, 46));
      assertEquals(values(known.subList(0, all.size())), values(all));
      Prediction last = all.get(all.size() - 1);
      assertEquals(new Place(0, "", 39, 42, 42, 3, ""), last.place());
      assertEquals(List.of(Double.NaN), ((NumberPrediction) last).truths());
      List<Prediction> beyond = predictor.beyond(priced(40, 46), 5);
      assertEquals(values(all.subList(all.size() - 3, all.size())), values(beyond.subList(0, 3)));
      assertEquals(new Place(0, "", 42, 44, 44, 5, ""), beyond.get(4).place());
      // What is predicted is read like values that are there.
      double[] filled = wave(46, 5);
      for (int i = 0; i < 3; i++) {
        filled[40 + i] = values(beyond).get(i);
      }
      Arrays.fill(filled, 43, 46, Double.NaN);
      List<Prediction> again =
          predictor.predict(Frame.of("load", filled).with("price", wave(46, 3)));
      assertEquals(
          values(again.subList(again.size() - 3, again.size() - 1)), values(beyond.subList(3, 5)));
    }
  }

  @Test
  void knownInputsThatEndBeforeTheHorizonAreRefused() {
    Predictor predictor =
        predictor(data(priced(50, 50), Roles.of("load").withKnown("price").withHorizon(3)));
    Refusal.of(
        () -> predictor.beyond(priced(40, 42), 2),
        "The known inputs end before the horizon.",
        "3 rows at the end of each group with a value of price, and nothing in load (for 2 steps)",
        "found:    2");
    Refusal.of(() -> predictor.beyond(priced(40, 45), 4), "6 rows at the end", "found:    5");
    Refusal.of(() -> predictor.beyond(priced(40, 40), 1), "3 rows at the end", "found:    0");
    assertEquals(3 * 37, predictor.predict(priced(40, 40)).size());
    double[] gap = wave(46, 3);
    gap[44] = Double.NaN;
    Refusal.of(
        () -> predictor.predict(Frame.of("price", gap).with(priced(40, 46).column("load"))),
        "nothing in column 'price', row 45");
    double[] hole = wave(46, 5);
    hole[20] = Double.NaN;
    Refusal.of(
        () -> predictor.predict(Frame.of("load", hole).with("price", wave(46, 3))),
        "nothing in column 'load', row 21");
  }

  /** More groups than are read at once, of 1 to 300 rows, whatever comes before them. */
  @Test
  void manyGroupsAtOnceHaveTheBitsOfEachAlone() {
    List<String> meters = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int g = 0; g < 41; g++) {
      starts.add(meters.size());
      meters.addAll(Collections.nCopies(g == 7 ? 300 : 1 + g * 13 % 37, "g" + g));
    }
    double[] x = wave(meters.size(), 5);
    Frame frame = Frame.of("x", x).withText("meter", meters.toArray(String[]::new));
    Predictor predictor =
        predictor(
            data(
                frame,
                Roles.of("x").withGroup("meter").withAhead(1).withShortGroups(ShortGroups.SKIP)));
    List<Prediction> all = predictor.predict(frame);
    assertEquals(meters.size(), all.size());
    for (int g = 0; g < 41; g++) {
      int from = starts.get(g);
      int to = g == 40 ? x.length : starts.get(g + 1);
      Frame alone =
          Frame.of("x", Arrays.copyOfRange(x, from, to))
              .withText("meter", meters.subList(from, to).toArray(String[]::new));
      assertEquals(values(predictor.predict(alone)), values(all.subList(from, to)), "g" + g);
    }
  }
}
