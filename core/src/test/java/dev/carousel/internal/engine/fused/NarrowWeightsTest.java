package dev.carousel.internal.engine.fused;

import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.PassSize;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.WeightFormat;
import dev.carousel.error.CarouselException;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.NarrowMatrix;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.internal.kernel.ScalarKernels;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A layer with narrow weights: that of float32 with the rounded weights, bit for bit. */
class NarrowWeightsTest {
  private static final int I = 7;
  private static final int H = 37;

  /** With a peephole, a vector that stays as it is. */
  private static void cell(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr i = sigmoid(s.affine("i", x, h).plus(s.vector("p", H, Initializers.zeros()).times(c)));
    Expr f = sigmoid(s.affine("f", x, h));
    Expr g = tanh(s.affine("g", x, h));
    Expr cNext = f.times(c).plus(i.times(g));
    s.next("c", cNext);
    s.next("h", sigmoid(s.affine("o", x, h)).times(tanh(cNext)));
  }

  /** A layer on an engine of its own. */
  private record Given(FusedEngine engine, LayerProgram program, LayerProblem problem)
      implements AutoCloseable {
    static Given of(Kernels kernels, int threads, WeightFormat format, int steps, int rows) {
      FusedEngine engine = new FusedEngine(kernels, EngineSettings.threads(threads).with(format));
      LayerProgram program = engine.compile("layer", NarrowWeightsTest::cell, I, H);
      LayerProblem problem = LayerProblem.random(program, I, steps, rows, 1);
      return new Given(engine, program, problem.in(Precision.FLOAT32));
    }

    static Given of(WeightFormat format, int steps, int rows) {
      return of(new ScalarKernels(), 1, format, steps, rows);
    }

    /** What the layer's plan multiplies with. */
    PackedWeights[] packs(BoundLayer layer) {
      Weights weights = ((FusedBinding) layer).layer(problem.layerInput()).weights();
      return new PackedWeights[] {weights.pack(0), weights.pack(1)};
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  /** The parameters with each row of each matrix rounded, the vectors as they are. */
  private static NamedTensors rounded(WeightFormat format, Given given) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (ParameterSpec spec : given.program().parameters()) {
      Tensor copy = given.problem().parameters().get(spec.name()).copy();
      if (spec.isMatrix()) {
        round(format, spec, ((FloatTensor) copy).array());
      }
      all.put(spec.name(), copy);
    }
    return new NamedTensors(all);
  }

  private static void round(WeightFormat format, ParameterSpec spec, float[] w) {
    int n = spec.columns();
    PackedMatrix exact = new PackedMatrix(n, spec.rows());
    exact.placeTransposed(w, 0, n, spec.rows(), n, 0, 0);
    NarrowMatrix narrow = NarrowMatrix.of(format, exact);
    for (int i = 0; i < w.length; i++) {
      w[i] = narrow.get(i % n, i / n);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8"})
  void theBitsAreThoseOfFloatsWithTheRoundedWeights(WeightFormat format) {
    int[][] sizes = {{1, 1}, {6, 1}, {1, 2}, {5, 11}, {140, 1}, {3, 64}};
    for (Kernels kernels : List.of(new ScalarKernels(), KernelProvider.best())) {
      for (int threads : new int[] {1, 2, 3}) {
        for (int[] size : sizes) {
          compare(kernels, threads, format, size[0], size[1]);
        }
      }
    }
  }

  private static void compare(
      Kernels kernels, int threads, WeightFormat format, int steps, int rows) {
    String what = kernels.name() + ", " + threads + " threads, " + steps + " x " + rows;
    try (Given narrow = Given.of(kernels, threads, format, steps, rows);
        Given wide = Given.of(WeightFormat.FLOAT32, steps, rows)) {
      assertEquals(format, narrow.engine().weights());
      boolean[] mask = new boolean[steps * rows];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = i % 3 > 0;
      }
      NamedTensors exact = narrow.problem().parameters();
      for (SequenceContext context :
          List.of(narrow.problem().context(), narrow.problem().with(mask, true).context())) {
        for (Inputs input : List.of(narrow.problem().layerInput(), symbols(steps, rows))) {
          ForwardPass found = narrow.program().bind(exact).infer(input, context);
          BoundLayer layer = wide.program().bind(rounded(format, wide));
          ForwardPass expected = layer.infer(input, context);
          assertArrayEquals(bits(expected.outputs()), bits(found.outputs()), what);
          Tensor cell = expected.finalStates().get("c");
          assertArrayEquals(bits(cell), bits(found.finalStates().get("c")), what);
        }
      }
    }
  }

  private static Inputs symbols(int steps, int rows) {
    int[] ids = new int[steps * rows];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i * 5 % I;
    }
    return new Inputs.Symbols(steps, rows, I, ids);
  }

  private static float[] bits(Tensor tensor) {
    return ((FloatTensor) tensor).array();
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8"})
  void aSymbolIsAOneAmongZeros(WeightFormat format) {
    try (Given given = Given.of(format, 1, 1)) {
      BoundLayer layer = given.program().bind(given.problem().parameters());
      float[] one = new float[I];
      one[3] = 1;
      Inputs symbol = new Inputs.Symbols(1, 1, I, new int[] {3});
      SequenceContext context = given.problem().context();
      Tensor looked = layer.infer(symbol, context).outputs();
      Tensor multiplied = layer.infer(new Inputs.Values(1, 1, I, one), context).outputs();
      assertEquals(looked.size(), multiplied.size());
      for (int i = 0; i < looked.size(); i++) {
        assertEquals(looked.get(i), multiplied.get(i), 1e-6);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8"})
  void changedParametersAreRoundedAnew(WeightFormat format) {
    try (Given given = Given.of(format, 2, 3);
        Given wide = Given.of(WeightFormat.FLOAT32, 2, 3)) {
      BoundLayer layer = given.program().bind(given.problem().parameters());
      Inputs input = given.problem().layerInput();
      SequenceContext context = given.problem().context();
      layer.infer(input, context).release();
      for (LayerProblem problem : List.of(given.problem(), wide.problem())) {
        problem.parameters().forEach((name, tensor) -> tensor.set(1, 0.25));
      }
      layer.refresh();
      BoundLayer expected = wide.program().bind(rounded(format, wide));
      assertArrayEquals(
          bits(expected.infer(input, context).outputs()),
          bits(layer.infer(input, context).outputs()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8"})
  void aStreamKeepsNoFloats(WeightFormat format) {
    try (Given given = Given.of(format, 1, 1)) {
      BoundLayer layer = given.program().bind(given.problem().parameters());
      long floats = 32L * Float.BYTES * 5 * (I + H);
      long narrow = format == WeightFormat.BF16 ? floats / 2 : floats / 4 + 2 * 4 * 32 * 5;
      layer.infer(given.problem().layerInput(), given.problem().context()).release();
      for (PackedWeights pack : given.packs(layer)) {
        assertEquals(false, pack.isWide(), "of one step of one row");
      }
      PassSize one = new PassSize(1, 1, false, false, 0);
      assertEquals(narrow, given.program().memory(one).prepared());
      PassSize rows = new PassSize(1, 2, false, false, 0);
      assertEquals(narrow + floats, given.program().memory(rows).prepared());
    }
    try (Given given = Given.of(format, 1, 2)) {
      BoundLayer layer = given.program().bind(given.problem().parameters());
      layer.infer(given.problem().layerInput(), given.problem().context()).release();
      for (PackedWeights pack : given.packs(layer)) {
        assertEquals(true, pack.isWide(), "of two rows");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8"})
  void aWayBackIsRefused(WeightFormat format) {
    try (Given given = Given.of(format, 2, 3)) {
      ForwardPass pass = given.problem().forward(given.program());
      CarouselException refused =
          assertThrows(
              CarouselException.class,
              () -> pass.backward(given.problem().outputWeights(), null, null));
      String expected =
          """
          An engine with %s weights has no gradients.
            expected: predictions alone
            found:    a backward pass
            where:    layer layer
            try:      an engine with float32 weights, the default\
          """;
      assertEquals(expected.formatted(format.word()), refused.getMessage());
    }
  }
}
