package dev.carousel.testkit;

import static dev.carousel.testkit.LayerAssertions.assertAgree;
import static dev.carousel.testkit.LayerAssertions.assertClose;
import static dev.carousel.testkit.LayerAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.KernelChoice;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.gradcheck.GradientCheck;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.contract.Teams;
import dev.carousel.spi.Cell;
import dev.carousel.spi.GradientPath;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.internal.MadeFirst;
import dev.carousel.testkit.internal.WithMasks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tests that every cell must pass. Extend this class and return your cell:
 *
 * <pre>{@code
 * class MyCellTest extends CellContract {
 *   @Override protected Cell cell() {
 *     return new MyCell();
 *   }
 * }
 * }</pre>
 *
 * <p>It compares the gradients of the reference engine with finite differences in float64, and the
 * fused float32 engine with the reference at awkward sizes. It compares scalar kernels with those
 * of this machine bit for bit. It also checks masks, dropout within the cell, direction, states and
 * repeatability. If the cell cannot be made, one test fails with the error, and the others are
 * aborted.
 *
 * <p>Tests must run on vector kernels, as training does: start their JVM with {@code --add-modules
 * jdk.incubator.vector}. On scalar kernels the contract fails, unless {@code
 * -Dcarousel.kernels=scalar} requests them; then the comparison of the two is skipped.
 */
public abstract class CellContract {
  /**
   * The tolerance of float32 against float64, relative to the largest element of a tensor. If the
   * terms of a gradient cancel, their rounding errors are tolerated in addition.
   */
  protected static final double FLOAT32_TOLERANCE = 1e-4;

  /**
   * The tolerance in float64 of the product of all steps' ratios against what is left at the end.
   */
  private static final double SINGLE_ERROR_TOLERANCE = 1e-6;

  private static final int INPUTS = 4;
  private static final long SEED = 20_000;

  private final Engine reference = Engines.reference();
  private final Engine fused = Engines.fused(2);
  private final Engine scalar = Engines.scalar(2);

  @RegisterExtension
  final MadeFirst made = new MadeFirst(CellContract.class, "cell", this::program);

  /** The tested cell; a new one at each call. */
  protected abstract Cell cell();

  @AfterEach
  final void closeEngines() {
    reference.close();
    fused.close();
    scalar.close();
  }

  @Test
  final void equationsAndInitialValuesAreTheSameEachTime() {
    SameEachTime.check(this::cell);
  }

  @Test
  final void gradientsEqualFiniteDifferences() {
    GradientCheck.Report report = GradientCheck.of(reference, "contract", cell(), SEED);
    assertTrue(report.compared() > 0, "nothing was compared");
    assertTrue(report.passed(), () -> report.maxRelativeError() + " at " + report.worst());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 6, 13, 25, 207})
  final void fusedEngineEqualsReferenceAtAnyNumberOfUnits(int units) {
    compare(5, units, problem(5, units, 7, 3));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "4, 1, 17", "6, 33, 2", "13, 5, 25", "25, 2, 40", "207, 3, 3"})
  final void fusedEngineEqualsReferenceAtAnyInputStepsAndRows(int inputs, int steps, int rows) {
    compare(inputs, 9, problem(inputs, 9, steps, rows));
  }

  @Test
  final void fusedEngineEqualsReferenceOnMaskedStepsInBothDirections() {
    boolean[] mask = Samples.mask(9, 19, row -> 1 + row * 5 % 9);
    LayerProblem problem = problem(INPUTS, 6, 9, 19);
    compare(INPUTS, 6, problem.with(mask, false));
    compare(INPUTS, 6, problem.with(mask, true));
  }

  /** As in training with dropout within the cell: with masks, by finite differences. */
  @Test
  final void gradientsWithDropoutEqualFiniteDifferences() {
    LayerProgram layer = dropping(reference, 5);
    GradientCheck.Report report =
        GradientCheck.of(layer, LayerProblem.random(layer, INPUTS, 4, 2, SEED));
    assertTrue(report.passed(), () -> report.maxRelativeError() + " at " + report.worst());
  }

  @Test
  final void fusedEngineEqualsReferenceWithDropout() {
    LayerProgram expected = dropping(reference, 9);
    LayerProgram found = dropping(fused, 9);
    boolean[] mask = Samples.mask(9, 19, row -> 1 + row * 5 % 9);
    LayerProblem problem = LayerProblem.random(expected, INPUTS, 9, 19, SEED);
    assertAgree(expected, found, problem.with(mask, true), FLOAT32_TOLERANCE);
  }

  private LayerProgram dropping(Engine engine, int units) {
    LayerProgram layer = engine.compile("layer0", cell(), INPUTS, units);
    return new WithMasks(layer.dropping(WithMasks.ALL), engine.precision());
  }

  /** Prints which kernels the contract runs on. */
  @Test
  final void kernelsAreThoseOfTraining() {
    KernelChoice choice = Engines.kernels();
    assertEquals(choice.kernels(), fused.kernels());
    VectorKernelsRequired.check(getClass(), choice);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 6, 13, 25, 207})
  final void scalarAndVectorKernelsGiveTheSameBits(int units) {
    assumeTrue(!fused.kernels().equals(scalar.kernels()), "there are only scalar kernels");
    LayerProblem problem = problem(5, units, 4, 18).in(Precision.FLOAT32);
    LayerProgram a = fused.compile("layer0", cell(), 5, units);
    LayerProgram b = scalar.compile("layer0", cell(), 5, units);
    assertSameBits("outputs", problem.forward(a).outputs(), problem.forward(b).outputs());
    assertSameBits(problem.gradients(a), problem.gradients(b));
  }

  @Test
  final void symbolsAreOneHotVectors() {
    int[] ids = {0, 3, 1, 2, 2, 3};
    Tensor vectors = Precision.FLOAT32.zeros(3, 2, INPUTS);
    for (int i = 0; i < ids.length; i++) {
      vectors.set(i * INPUTS + ids[i], 1);
    }
    LayerProgram layer = fused.compile("layer0", cell(), INPUTS, 6);
    LayerProblem p = LayerProblem.random(layer, INPUTS, 3, 2, SEED).in(Precision.FLOAT32);
    SequenceContext context = new SequenceContext(p.initialStates(), null, false);
    ForwardPass dense = layer.forward(p.parameters(), new Inputs.Values(vectors), context);
    ForwardPass symbolic =
        layer.forward(p.parameters(), new Inputs.Symbols(3, 2, INPUTS, ids), context);
    assertClose("outputs", dense.outputs(), symbolic.outputs(), 1e-6);
    LayerGradients a = dense.backward(p.outputWeights(), p.finalWeights(), null);
    LayerGradients b = symbolic.backward(p.outputWeights(), p.finalWeights(), null);
    a.parameters()
        .forEach((name, tensor) -> assertClose(name, tensor, b.parameters().get(name), 1e-6));
  }

  @Test
  final void omittedStateEqualsZeroState() {
    LayerProgram layer = fused.compile("layer0", cell(), INPUTS, 6);
    LayerProblem p = LayerProblem.random(layer, INPUTS, 5, 3, SEED).in(Precision.FLOAT32);
    SequenceContext zeros = new SequenceContext(p.initialStates().like(), null, false);
    ForwardPass omitted = layer.forward(p.parameters(), p.layerInput(), SequenceContext.plain());
    ForwardPass zero = layer.forward(p.parameters(), p.layerInput(), zeros);
    assertSameBits("outputs", omitted.outputs(), zero.outputs());
  }

  @Test
  final void aRowDoesNotDependOnTheOthers() {
    LayerProgram layer = fused.compile("layer0", cell(), INPUTS, 6);
    LayerProblem p = LayerProblem.random(layer, INPUTS, 5, 20, SEED).in(Precision.FLOAT32);
    Inputs all = p.layerInput();
    Inputs one = all.part(0, 5, 1, row -> 17);
    Tensor together = layer.forward(p.parameters(), all, SequenceContext.plain()).outputs();
    Tensor alone = layer.forward(p.parameters(), one, SequenceContext.plain()).outputs();
    int size = layer.outputSize();
    for (int i = 0; i < alone.size(); i++) {
      int there = (i / size * 20 + 17) * size + i % size;
      assertEquals(alone.get(i), together.get(there), 0, "step " + i / size);
    }
  }

  @Test
  final void twoHalvesWithTheStateCarriedEqualTheWhole() {
    LayerProgram layer = fused.compile("layer0", cell(), INPUTS, 6);
    LayerProblem p = LayerProblem.random(layer, INPUTS, 6, 2, SEED).in(Precision.FLOAT32);
    Inputs first = p.layerInput().part(0, 3, 2, row -> row);
    Inputs second = p.layerInput().part(3, 3, 2, row -> row);
    ForwardPass one =
        layer.forward(p.parameters(), first, new SequenceContext(p.initialStates(), null, false));
    ForwardPass two =
        layer.forward(p.parameters(), second, new SequenceContext(one.finalStates(), null, false));
    Tensor whole = p.forward(layer).outputs();
    int half = one.outputs().size();
    for (int i = 0; i < half; i++) {
      assertEquals(whole.get(i), one.outputs().get(i), 0);
      assertEquals(whole.get(half + i), two.outputs().get(i), 0);
    }
  }

  @Test
  final void sameBitsWithOneThreadAndWithThree() {
    LayerProblem problem = problem(INPUTS, 6, 5, 50).in(Precision.FLOAT32);
    try (Engine one = Engines.fused(1);
        Engine three = Engines.fused(3)) {
      assertSameBits(
          problem.gradients(one.compile("layer0", cell(), INPUTS, 6)),
          problem.gradients(three.compile("layer0", cell(), INPUTS, 6)));
    }
  }

  /** Units that fill panels of products and units that do not; more blocks of steps than one. */
  @ParameterizedTest
  @ValueSource(ints = {5, 64})
  final void sameBitsByATeamOfThreads(int units) {
    LayerProblem problem = problem(INPUTS, units, 70, 2).in(Precision.FLOAT32);
    boolean[] mask = Samples.mask(70, 2, row -> 70 - row);
    try (Engine one = Engines.fused(1);
        Engine two = Teams.fused(EngineSettings.threads(2));
        Engine frugal = Teams.fused(new EngineSettings(2, 1))) {
      LayerProgram alone = one.compile("layer0", cell(), INPUTS, units);
      for (LayerProblem p : List.of(problem, problem.with(mask, true))) {
        for (Engine team : List.of(two, frugal)) {
          LayerProgram shared = team.compile("layer0", cell(), INPUTS, units);
          assertSameBits(shared, p, p.forward(alone), p.forward(shared));
        }
      }
    }
  }

  @Test
  final void memoryThatIsUsedAgainLeavesNoTrace() {
    LayerProblem p = problem(INPUTS, 6, 5, 20).in(Precision.FLOAT32);
    BoundLayer used = program().bind(p.parameters());
    boolean[] mask = Samples.mask(5, 20, row -> row < 10 ? 4 : 3);
    ForwardPass before = used.forward(p.layerInput(), p.with(mask, true).context());
    before.backward(before.outputs(), before.finalStates(), null);
    before.release();
    ForwardPass pass = used.forward(p.layerInput(), SequenceContext.plain());
    assertSameBits("outputs", unused(p).outputs(), pass.outputs());
    assertSameBits(
        unused(p).backward(p.outputWeights(), null, null),
        pass.backward(p.outputWeights(), null, null));
    assertSameBits(
        unused(p).backward(null, p.finalWeights(), null),
        pass.backward(null, p.finalWeights(), null));
  }

  @Test
  final void changedParametersCountOnceTheLayerIsRefreshed() {
    LayerProblem p = problem(INPUTS, 6, 5, 20).in(Precision.FLOAT32);
    BoundLayer bound = program().bind(p.parameters());
    ForwardPass before = bound.forward(p.layerInput(), SequenceContext.plain());
    before.backward(p.outputWeights(), p.finalWeights(), null);
    before.release();
    p.parameters().scale(0.5);
    bound.refresh();
    ForwardPass pass = bound.forward(p.layerInput(), SequenceContext.plain());
    assertSameBits("outputs", unused(p).outputs(), pass.outputs());
    assertSameBits(
        unused(p).backward(p.outputWeights(), p.finalWeights(), null),
        pass.backward(p.outputWeights(), p.finalWeights(), null));
  }

  @Test
  final void stepsThatAreComputedAgainGiveTheSameBits() {
    LayerProblem problem = problem(INPUTS, 6, 70, 24).in(Precision.FLOAT32);
    boolean[] mask = Samples.mask(70, 24, row -> 70 - row);
    try (Engine frugal = Engines.fused(new EngineSettings(2, 1))) {
      LayerProgram again = frugal.compile("layer0", cell(), INPUTS, 6);
      for (LayerProblem p : List.of(problem, problem.with(mask, false), problem.with(mask, true))) {
        ForwardPass kept = p.forward(program());
        assertSameBits(again, p, kept, p.forward(again));
        BoundLayer bound = program().bind(p.parameters());
        assertSameBits(again, p, kept, bound.infer(p.layerInput(), p.context()));
      }
    }
  }

  @Test
  final void statesAfterEachStepAreToldInTheEndToo() {
    LayerProblem problem = problem(INPUTS, 6, 5, 3);
    ForwardPass truth = problem.forward(reference.compile("layer0", cell(), INPUTS, 6));
    ForwardPass fast = problem.in(Precision.FLOAT32).forward(program());
    for (StateSpec state : program().states()) {
      Tensor history = fast.states(state.name());
      assertClose(state.name(), truth.states(state.name()), history, FLOAT32_TOLERANCE);
      Tensor last = fast.finalStates().get(state.name());
      int before = 4 * last.size();
      for (int i = 0; i < last.size(); i++) {
        assertEquals(last.get(i), history.get(before + i), 0, state.name());
      }
    }
  }

  @Test
  final void pathsShownApartAddUpToTheSameGradients() {
    LayerProblem problem = problem(INPUTS, 6, 5, 19);
    LayerProgram apart = reference.compile("layer0", cell(), INPUTS, 6).apart();
    Map<String, Tensor> expected =
        LayerProblem.named(problem.gradients(reference.compile("layer0", cell(), INPUTS, 6)));
    Map<String, Tensor> found = LayerProblem.named(problem.gradients(apart));
    expected.forEach(
        (name, tensor) ->
            assertClose(name, tensor, Objects.requireNonNull(found.get(name)), 1e-12));
  }

  @ParameterizedTest
  @EnumSource(GradientPath.class)
  final void pathsAreThoseOfTheReference(GradientPath cleared) {
    LayerProblem problem = problem(INPUTS, 6, 5, 19);
    PathNorms expected = new PathNorms(cleared);
    LayerProgram truth = reference.compile("layer0", cell(), INPUTS, 6).apart();
    problem.forward(truth).backward(problem.outputWeights(), problem.finalWeights(), expected);
    PathNorms found = new PathNorms(cleared);
    LayerProblem rounded = problem.in(Precision.FLOAT32);
    rounded
        .forward(program().apart())
        .backward(rounded.outputWeights(), rounded.finalWeights(), found);
    expected.assertNear(found, FLOAT32_TOLERANCE);
  }

  @Test
  final void tangentsAreThoseOfFiniteDifferences() {
    LayerProgram layer = reference.compile("layer0", cell(), INPUTS, 6);
    LayerProblem problem = LayerProblem.random(layer.tangent(), INPUTS, 1, 3, SEED);
    NamedTensors found = problem.forward(layer.tangent()).finalStates();
    Tangents.byDifferences(layer, problem)
        .forEach((name, tensor) -> assertClose(name, tensor, found.get(name), 1e-7));
  }

  @Test
  final void gradientsOfTangentsAreThoseOfStates() {
    LayerProgram layer = reference.compile("layer0", cell(), INPUTS, 6);
    LayerProblem problem = LayerProblem.random(layer.tangent(), INPUTS, 1, 3, SEED);
    LayerGradients expected = Tangents.gradientsOfStates(layer, problem);
    LayerGradients found =
        problem.forward(layer.tangent()).backward(null, problem.finalWeights(), null);
    for (StateSpec state : layer.states()) {
      Tensor gradient = expected.initialStates().get(state.name());
      Tensor ofTangent = found.initialStates().get(LayerProgram.tangentOf(state.name()));
      assertClose(state.name(), gradient, ofTangent, 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 25})
  final void tangentsAreThoseOfTheReference(int units) {
    LayerProgram truth = reference.compile("layer0", cell(), INPUTS, units).tangent();
    LayerProgram fast = fused.compile("layer0", cell(), INPUTS, units).tangent();
    assertAgree(truth, fast, LayerProblem.random(truth, INPUTS, 3, 19, SEED), FLOAT32_TOLERANCE);
  }

  /** Checks all states together: what a step computes from a new state must not count twice. */
  @Test
  final void theProductOfNormRatiosIsWhatBecomesOfASingleError() {
    SingleError.of(reference, cell(), 6, SEED).assertProductOfRatios(SINGLE_ERROR_TOLERANCE);
  }

  private LayerProgram program() {
    return fused.compile("layer0", cell(), INPUTS, 6);
  }

  /** A run of a program that has never run. */
  private ForwardPass unused(LayerProblem p) {
    return program().forward(p.parameters(), p.layerInput(), SequenceContext.plain());
  }

  @Test
  final void everyStateIsShownOnceAtEveryStep() {
    LayerProgram layer = reference.compile("layer0", cell(), INPUTS, 6);
    LayerProblem problem = LayerProblem.random(layer, INPUTS, 4, 2, SEED);
    Map<String, Integer> shown = new TreeMap<>();
    problem
        .forward(layer)
        .backward(
            problem.outputWeights(),
            problem.finalWeights(),
            g -> shown.merge(g.state(), g.rows(), Integer::sum));
    layer.states().forEach(state -> assertEquals(8, shown.get(state.name()), state.name()));
  }

  @Test
  final void namesOfParametersAreUniqueAndSizesPositive() {
    LayerProgram layer = reference.compile("layer0", cell(), INPUTS, 6);
    assertEquals(
        layer.parameters().size(),
        layer.parameters().stream().map(p -> p.name()).distinct().count());
    assertFalse(layer.parameters().stream().anyMatch(p -> p.size() < 1));
  }

  private LayerProblem problem(int inputs, int units, int steps, int rows) {
    LayerProgram layer = reference.compile("layer0", cell(), inputs, units);
    return LayerProblem.random(layer, inputs, steps, rows, SEED);
  }

  private void compare(int inputs, int units, LayerProblem problem) {
    assertAgree(
        reference.compile("layer0", cell(), inputs, units),
        fused.compile("layer0", cell(), inputs, units),
        problem,
        FLOAT32_TOLERANCE);
  }
}
