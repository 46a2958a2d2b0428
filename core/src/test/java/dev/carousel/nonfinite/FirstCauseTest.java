package dev.carousel.nonfinite;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.sqrt;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Expr;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.model.Carry;
import dev.carousel.model.DropoutKinds;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.nonfinite.FirstCause.Operand;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FirstCauseTest {
  /** {@code h' = 1 / (x - 1)}: 2 becomes 1, at which the layer above divides by 0. */
  private static final Cell SHIFTED =
      s -> {
        s.state("h");
        s.next("h", s.constant(1, 1).dividedBy(s.input().minus(1).named("below")));
      };

  /** {@code d' = d + x}, {@code h' = (Wx x + Wh h + b) / d'}. */
  static final Cell DIVIDER =
      s -> {
        Expr sum = s.state("d").plus(s.input());
        s.next("d", sum);
        s.next("h", s.affine("a", s.input(), s.state("h")).dividedBy(sum));
      };

  private static FirstCause cause(
      String layer,
      Pass pass,
      int time,
      int row,
      String equation,
      String operation,
      double value,
      Operand... operands) {
    return new FirstCause(
        Spoiled.UPDATE, layer, pass, time, row, equation, operation, 0, List.of(operands), value);
  }

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void aFiniteUpdateHasNoCause() {
    assertEquals(Optional.empty(), Spoiled.of(Cells.lstm(), 5, 3).search());
    assertEquals(Optional.empty(), Spoiled.of(DIVIDER, 5, 3).search());
  }

  @Test
  void aDivisionByAStateThatReachesZeroIsFoundInItsEquation() {
    Spoiled update = Spoiled.of(DIVIDER, 20, 5);
    update.input(12, 3, -12);
    FirstCause found = update.cause();
    double a = found.operands().get(0).value();
    assertEquals(
        cause(
            "layer0",
            Pass.FORWARD,
            12,
            3,
            "h",
            "divide",
            Double.NEGATIVE_INFINITY,
            new Operand("a", a),
            new Operand("d", 0)),
        found);
    assertTrue(a < 0, () -> "a is " + a);
    assertEquals(
        "Update 37 first meets -Infinity in the forward pass, in layer0, step 12, row 3: the"
            + " division in equation \"h\" produces it at element 0, from a = "
            + (float) a
            + ", d = 0.0.",
        found.toString());
  }

  @Test
  void stepsComeBeforeRows() {
    Spoiled update = Spoiled.of(DIVIDER, 20, 5);
    update.input(7, 4, -7);
    update.input(9, 0, -9);
    assertEquals(List.of(7, 4), List.of(update.cause().time(), update.cause().row()));
  }

  @Test
  void anOverflowOfExpIsOneOfFloat32() {
    Cell cell =
        s -> s.next("h", tanh(s.input().minus(exp(s.affine("a", s.input(), s.state("h"))))));
    Spoiled update = Spoiled.of(cell, 6, 3);
    update.input(2, 1, 100);
    FirstCause found = update.cause();
    assertEquals(
        cause(
            "layer0",
            Pass.FORWARD,
            2,
            1,
            "a",
            "exp",
            INFINITY,
            new Operand("a", found.operands().get(0).value())),
        found);
    Spoiled wide = new Spoiled(Engines.reference(), cell, 6, 3, 1, 0);
    wide.input(2, 1, 100);
    assertEquals(Optional.empty(), wide.search());
  }

  @Test
  void whatCancelsInFloat32AloneIsFound() {
    Cell cell =
        s -> {
          s.state("h");
          Expr one = s.input().plus(1e8).minus(1e8).named("one");
          s.next("h", one.reciprocal());
        };
    FirstCause found = Spoiled.of(cell, 2, 2).cause();
    assertEquals(
        cause("layer0", Pass.FORWARD, 0, 0, "h", "reciprocal", INFINITY, new Operand("one", 0)),
        found);
    assertEquals(Optional.empty(), new Spoiled(Engines.reference(), cell, 2, 2, 1, 0).search());
  }

  @Test
  void aSlopeThatIsInfiniteIsFoundOnTheWayBack() {
    Cell cell = s -> s.next("h", sqrt(s.affine("a", s.input(), s.state("h"))).named("root"));
    Spoiled update = Spoiled.of(cell, 6, 3);
    update.input(1, 2, -1 - Math.sqrt(2));
    update.parameters.get("layer0/a.b").fill(0);
    update.row(2, 1, -1);
    FirstCause found = update.cause();
    assertEquals(Pass.BACKWARD, found.pass());
    assertEquals(List.of(1, 2), List.of(found.time(), found.row()));
    assertEquals("root divide", found.equation() + " " + found.operation());
    assertEquals(new Operand("root", 0), found.operands().get(1));
    assertEquals("gradient of root", found.operands().get(0).name());
    assertTrue(
        found
            .toString()
            .contains("in the backward pass, in layer0, step 1, row 2: the division " + "in the"),
        found.toString());
    assertTrue(found.toString().contains("in the gradient of \"root\""), found.toString());
  }

  @Test
  void onTheWayBackLaterStepsComeFirst() {
    Cell cell = s -> s.next("h", sqrt(s.input()).plus(s.state("h")));
    Spoiled update = new Spoiled(Engines.scalar(1), cell, 6, 3, 2, 0);
    update.input(1, 0, 0);
    assertEquals(Optional.empty(), update.search(), "no weight lies below the root");
    update = new Spoiled(Engines.scalar(1), rooted(), 6, 3, 1, 0);
    update.input(1, 0, 0);
    update.input(4, 2, 0);
    assertEquals(List.of(4, 2), List.of(update.cause().time(), update.cause().row()));
  }

  /** {@code h' = sqrt(Wx x)}. */
  private static Cell rooted() {
    return s -> {
      s.state("h");
      s.next("h", sqrt(s.affine("a", s.input(), noBias())));
    };
  }

  @Test
  void aNumberThatIsHandedInIsAFindingOfItsOwn() {
    Spoiled update = Spoiled.of(DIVIDER, 6, 3);
    update.input(4, 1, Double.NaN);
    assertEquals(cause("input", Pass.FORWARD, 4, 1, "x", "input", Double.NaN), update.cause());
    assertEquals(
        "Update 37 reads NaN as an input, step 4, row 1, element 0.", update.cause().toString());
    update.input(4, 1, 1);
    update.targets[5] = Float.NEGATIVE_INFINITY;
    assertEquals(
        cause("target", Pass.FORWARD, 1, 2, "target", "target", Double.NEGATIVE_INFINITY),
        update.cause());
  }

  @Test
  void aParameterOrACarriedStateIsNamed() {
    Spoiled update = Spoiled.of(DIVIDER, 6, 3);
    FloatTensor left = new FloatTensor(3, 1);
    left.set(2, Double.NaN);
    NamedTensors own = new NamedTensors(Map.of("h", new FloatTensor(3, 1), "d", left));
    update.carry = new Carry(Map.of("layer0", own));
    assertEquals(
        "Update 37 starts with NaN in a state carried over from the previous chunk: d of "
            + "layer0, row 2,"
            + " element 0.",
        update.cause().toString());
    update.parameters.get("layer0/a.Wh").fill(INFINITY);
    FirstCause found = update.cause();
    assertEquals(
        new FirstCause(
            37, "layer0", Pass.FORWARD, null, null, "a.Wh", "parameter", 0, List.of(), INFINITY),
        found);
    assertEquals(
        "Update 37 starts with Infinity in a parameter: layer0/a.Wh, element 0.", found.toString());
  }

  @Test
  void theUpperOfTwoLayersIsBlamedForItsOwnDivision() {
    Spoiled update = new Spoiled(Engines.scalar(1), SHIFTED, 6, 3, 2, 0);
    Arrays.fill(update.inputs, 3);
    update.input(5, 1, 2);
    assertEquals(
        cause(
            "layer1",
            Pass.FORWARD,
            5,
            1,
            "h",
            "divide",
            INFINITY,
            new Operand("1.0", 1),
            new Operand("below", 0)),
        update.cause());
    update.input(5, 2, 1);
    assertEquals("layer0", update.cause().layer());
  }

  @Test
  void aLayerThatReadsFromTheEndIsSearchedFromTheEnd() {
    Spoiled update = new Spoiled(Engines.scalar(1), DIVIDER, 6, 2, 1, 0, true);
    update.row(0, 9, 1, -5, 2, 1, 2);
    update.row(1, 9, 1, 2, -4, 2, 2);
    FirstCause found = update.cause();
    assertEquals("layer0-reverse", found.layer());
    assertEquals(List.of(3, 1), List.of(found.time(), found.row()));
  }

  @Test
  void maskedStepsAreNeverBlamed() {
    Cell cell =
        s -> {
          s.state("d");
          Expr inverse = s.input().reciprocal().named("inverse");
          s.next("d", inverse);
          s.next("h", s.affine("a", inverse, s.state("h")));
        };
    Spoiled update = Spoiled.of(cell, 6, 3);
    update.end(0, 2);
    update.end(1, 5);
    assertEquals(Optional.empty(), update.search());
    assertTrue(Double.isFinite(update.norm()));
    update.input(4, 1, 0);
    FirstCause found = update.cause();
    assertEquals(List.of(4, 1), List.of(found.time(), found.row()));
  }

  /** Elements that are dropped are zero, and the layer above divides by them. */
  @Test
  void dropoutDropsTheSame() {
    Cell cell =
        s -> {
          s.state("h");
          s.next("h", s.input().reciprocal());
        };
    Spoiled update = new Spoiled(Engines.scalar(1), cell, 8, 4, 2, 0.1);
    FirstCause found = update.cause();
    int first = firstDropped(Spoiled.UPDATE);
    assertEquals("layer1", found.layer());
    assertEquals(List.of(first / 4, first % 4), List.of(found.time(), found.row()));
    int other = firstDropped(2);
    assertTrue(first != other, () -> "both at " + first);
    found = update.failed(2).firstCause(update.network()).orElseThrow();
    assertEquals(List.of(other / 4, other % 4), List.of(found.time(), found.row()));
  }

  private static int firstDropped(long update) {
    RandomGenerator random = RandomStreams.stream(Spoiled.SEED, "dropout", update, 0);
    int index = 0;
    while (random.nextDouble() >= 0.1) {
      index++;
    }
    return index;
  }

  /** The same of masks within a cell, before it and of its weights: what is dropped divides. */
  @Test
  void otherKindsOfDropoutDropTheSame() {
    Cell ofInput = s -> s.next("h", s.input().reciprocal().plus(s.state("h").times(0.5)));
    assertDropped(ofInput, DropoutKinds.NONE.input(0.1), "dropout input");
    Cell ofCandidate =
        s -> {
          Expr g = s.candidate(s.constant(2, 1).plus(s.input()));
          s.next("h", g.reciprocal().plus(s.state("h").times(0.5)));
        };
    assertDropped(ofCandidate, DropoutKinds.NONE.candidate(0.1), "dropout candidate 0", 0, 0);
    Cell ofWeight = s -> s.next("h", s.affine("a", s.state("h"), bias(0)).reciprocal());
    FloatTensor ones = new FloatTensor(2, 1);
    ones.fill(1);
    for (long update = 0; update < 20; update++) {
      Spoiled spoiled = Spoiled.dropping(ofWeight, 3, 2, DropoutKinds.NONE.weights(0.5));
      RandomGenerator random =
          RandomStreams.stream(Spoiled.SEED, "dropout weights a.Wh", update, 0, 0);
      boolean isDropped = random.nextDouble() < 0.5;
      spoiled.parameters.get("layer0/a.b").fill(0);
      spoiled.carry = new Carry(Map.of("layer0", new NamedTensors(Map.of("h", ones))));
      assertEquals(isDropped, spoiled.failed(update).firstCause(spoiled.network()).isPresent());
    }
  }

  /** The first element that is dropped of steps of one element, each row from its own stream. */
  private static void assertDropped(Cell cell, DropoutKinds kinds, String purpose, long... layer) {
    int rows = 4;
    for (long update : new long[] {2, Spoiled.UPDATE}) {
      Spoiled spoiled = Spoiled.dropping(cell, 12, rows, kinds);
      int first = Integer.MAX_VALUE;
      for (int row = 0; row < rows; row++) {
        long[] indices =
            LongStream.concat(LongStream.of(update, row), LongStream.of(layer)).toArray();
        RandomGenerator random = RandomStreams.stream(Spoiled.SEED, purpose, indices);
        int step = 0;
        while (random.nextDouble() >= 0.1) {
          step++;
        }
        first = Math.min(first, step * rows + row);
      }
      FirstCause found = spoiled.failed(update).firstCause(spoiled.network()).orElseThrow();
      assertEquals(List.of(first / rows, first % rows), List.of(found.time(), found.row()));
      assertEquals("reciprocal", found.operation());
    }
  }

  @Test
  void maskedStepsOfAnOutputThatIsNoStateAreNeverBlamed() {
    Cell cell =
        s -> {
          Expr inverse = s.input().reciprocal().named("inverse");
          s.next("h", s.affine("a", inverse, s.state("h")));
          s.output(inverse);
        };
    Spoiled update = Spoiled.of(cell, 6, 3);
    update.end(0, 2);
    assertEquals(Optional.empty(), update.search());
    assertTrue(Double.isFinite(update.norm()));
  }

  @Test
  void theHeadAndTheLossHaveStepsToo() {
    Spoiled update = new Spoiled(Engines.scalar(1), DIVIDER, 4, 2, 1, 0, true);
    update.end(1, 3);
    update.parameters.get("head/head.W" + "x").fill(3e38);
    FirstCause found = update.cause();
    assertEquals("head affine", found.layer() + " " + found.operation());
    assertEquals("head.Wx[0,0]", found.operands().get(0).name());
    assertEquals(List.of(3, 0), List.of(found.time(), found.row()));
  }

  @Test
  void aSumOverStepsThatOverflowsIsToldFromItsTerms() {
    Spoiled update =
        Spoiled.of(s -> s.next("h", s.state("h").plus(s.affine("a", s.input()))), 3, 2);
    update.parameters.get("head/head.b").fill(1e30);
    update.parameters.get("head/head.Wx").fill(1e8);
    FirstCause found = update.cause();
    assertEquals(Pass.BACKWARD, found.pass());
    assertEquals("sum over steps and rows", found.operation());
    assertEquals("a.Wx", found.equation());
    assertEquals("sum before", found.operands().get(0).name());
  }

  @Test
  void aSearchChangesNothing() {
    Spoiled update = new Spoiled(Engines.scalar(1), DIVIDER, 20, 5, 2, 0.2);
    update.input(12, 3, -12);
    NamedTensors before = update.parameters.copy();
    float[] inputs = update.inputs.clone();
    FirstCause found = update.cause();
    assertEquals(found, update.cause());
    before.forEach(
        (name, tensor) ->
            assertArrayEquals(tensor.toDoubles(), update.parameters.get(name).toDoubles(), name));
    assertArrayEquals(inputs, update.inputs);
  }

  @Test
  void allEnginesOfAPrecisionFindTheSame() {
    FirstCause scalar = null;
    for (Engine engine : List.of(Engines.scalar(1), Engines.fused(2))) {
      Spoiled update = new Spoiled(engine, DIVIDER, 20, 5, 1, 0);
      update.input(12, 3, -12);
      FirstCause found = update.cause();
      scalar = scalar == null ? found : scalar;
      assertEquals(scalar, found);
      engine.close();
    }
  }

  /** Beside categories a number is found at its step, and an embedding by its own name. */
  @Test
  void numbersCategoriesAndTheirEmbeddingsAreSearched() {
    DataShape shape = new DataShape(false, 2, false, 1, Moment.EVERY_STEP, List.of(3, 4));
    NetworkSpec spec = NetworkSpec.of(shape, Cells.lstm()).units(2).embeddings(List.of(2, 1));
    Chunk chunk = Chunks.random(shape, new int[] {4, 2}, 1, 2);
    try (Engine engine = Engines.scalar(1)) {
      Network network = Network.compile(engine, spec);
      NamedTensors parameters = network.initialParameters(1);
      FailedUpdate fine =
          new FailedUpdate(spec, parameters, chunk, Carry.zero(), 1, Spoiled.UPDATE, 0, 0);
      assertEquals(Optional.empty(), fine.firstCause(network));
      Inputs.Values numbers = Objects.requireNonNull(((Inputs.Mixed) chunk.inputs()).numbers());
      float kept = numbers.values()[2 * (2 * 2 + 0) + 1];
      numbers.values()[2 * (2 * 2 + 0) + 1] = Float.NaN;
      FirstCause given = fine.firstCause(network).orElseThrow();
      assertEquals("input", given.layer());
      assertEquals(2, given.time());
      assertEquals(0, given.row());
      assertEquals(1, given.element());
      numbers.values()[2 * (2 * 2 + 0) + 1] = kept;
      parameters.get("embedding1/embedding.Wx").set(3, INFINITY);
      assertEquals(
          "Update 37 starts with Infinity in a parameter: embedding1/embedding.Wx, element 3.",
          fine.firstCause(network).orElseThrow().toString());
      parameters.get("embedding1/embedding.Wx").fill(3e38);
      parameters.get("layer0/i.Wx").fill(3e38);
      FirstCause made = fine.firstCause(network).orElseThrow();
      assertEquals("layer0", made.layer());
      assertEquals(0, made.time());
    }
  }
}
