package dev.carousel.interop.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets.Moment;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.engine.Engine;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.DropoutKinds;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Pool;
import dev.carousel.model.SavedModel;
import dev.carousel.model.Stack;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands around the cells, exported and run in ONNX Runtime. */
class OnnxNetworksTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final DataShape SYMBOLS = new DataShape(true, 9, true, 9, Moment.EVERY_STEP);
  private static final DataShape NUMBERS = new DataShape(false, 5, false, 2, Moment.EVERY_STEP);

  private static NetworkSpec of(DataShape shape, String cell) {
    return NetworkSpec.of(shape, PluginRef.parse(cell)).units(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "mgu"})
  void embeddingAndTiedHead(String cell) throws Exception {
    OnnxCellsTest.check(of(SYMBOLS, cell).embedding(4));
    OnnxCellsTest.check(of(SYMBOLS, cell).embedding(7).tied(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "mgu"})
  void categoriesBesideNumbers(String cell) throws Exception {
    for (int numbers : new int[] {0, 3}) {
      DataShape mixed = new DataShape(false, numbers, false, 2, Moment.EVERY_STEP, List.of(4, 3));
      OnnxCellsTest.check(of(mixed, cell).embeddings(List.of(2, 0)));
    }
  }

  @ParameterizedTest
  @EnumSource(Pool.class)
  void poolAtTheEnd(Pool pool) throws Exception {
    DataShape end = new DataShape(false, 5, true, 3, Moment.END);
    OnnxCellsTest.check(of(end, "gru").pool(pool));
    OnnxCellsTest.check(of(end, "lem").pool(pool));
    OnnxCellsTest.check(of(end, "star").pool(pool).bidirectional(true));
  }

  @Test
  void stackOfLayersThatDiffer() throws Exception {
    String stack =
        "mingru:units=6,pre-norm=layer,map=glu > mingru:units=6,residual=true,pre-norm=rms,"
            + "map=glu,map-width=2 > lstm:units=5";
    OnnxCellsTest.check(NetworkSpec.of(NUMBERS, Stack.parse(stack)));
  }

  @Test
  void zoneoutHasItsMean() throws Exception {
    DropoutKinds zoneout = DropoutKinds.NONE.zoneout(0.3);
    OnnxCellsTest.check(of(NUMBERS, "lstm").dropouts(zoneout));
    OnnxCellsTest.check(of(NUMBERS, "mgu").dropouts(zoneout));
  }

  /** Rows of 2, 6 and 4 real steps, as if each were read alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {"lstm", "gru", "rnn", "mgu", "star", "mlstm:heads=1", "lstm:peepholes=true"})
  void lengthsEndRows(String cell) throws Exception {
    for (Moment moment : Moment.values()) {
      DataShape shape = new DataShape(false, 5, false, 2, moment);
      checkLengths(of(shape, cell).layers(2));
      checkLengths(of(shape, cell).bidirectional(true));
    }
    DataShape end = new DataShape(false, 5, false, 2, Moment.END);
    checkLengths(of(end, cell).pool(Pool.MEAN));
  }

  private static void checkLengths(NetworkSpec named) throws Exception {
    NetworkSpec spec = named.from(PLUGINS);
    int[] lengths = {2, 6, 4};
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, spec);
      NamedTensors parameters = OnnxCellsTest.parameters(network);
      BoundNetwork bound = network.bind(parameters);
      Inputs.Values all = (Inputs.Values) OnnxCellsTest.inputs(spec.data(), 6, 3);
      byte[] file =
          OnnxExport.bytes(spec, parameters, OnnxSettings.usual().states(false).lengths(true));
      try (OnnxRun run = new OnnxRun(file)) {
        OnnxRun.Found found = OnnxRun.of(run.new Feed().data(all).lengths(lengths).run(), "output");
        for (int row = 0; row < lengths.length; row++) {
          int own = row;
          var alone = bound.predict(all.part(0, lengths[row], 1, r -> own)).values();
          OnnxCellsTest.close(alone.toDoubles(), rowOf(found, row, alone.extent(0)));
        }
      }
    }
  }

  private static float[] rowOf(OnnxRun.Found found, int row, int steps) {
    int size = (int) found.shape()[found.shape().length - 1];
    int rows = (int) found.shape()[found.shape().length - 2];
    float[] own = new float[steps * size];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(found.values(), (t * rows + row) * size, own, t * size, size);
    }
    return own;
  }

  @Test
  void fileSaysWhatItIs() throws Exception {
    NetworkSpec spec = of(SYMBOLS, "lstm").from(PLUGINS);
    try (Engine engine = Engines.reference()) {
      NamedTensors parameters = Network.compile(engine, spec).initialParameters(1);
      ArraysCodec codec = new ArraysCodec(SYMBOLS, List.of(), List.of("abcdefghi".split("")));
      SavedModel model = new SavedModel(spec, codec, Map.of(), parameters);
      byte[] file = OnnxExport.bytes(model, PLUGINS, OnnxSettings.usual());
      assertArrayEquals(file, OnnxExport.bytes(model, PLUGINS, OnnxSettings.usual()));
      try (OnnxRun run = new OnnxRun(file)) {
        Map<String, String> properties = run.session().getMetadata().getCustomMetadata();
        assertEquals(
            codec, DataCodec.fromJson(String.valueOf(properties.get(OnnxExport.DATA_KEY))));
        assertEquals(
            Set.of(OnnxExport.DATA_KEY, OnnxExport.NETWORK_KEY, OnnxExport.VERSION_KEY),
            properties.keySet());
        assertEquals(Set.of("input", "layer0.h", "layer0.c"), run.session().getInputNames());
        assertEquals(
            Set.of("output", "probabilities", "layer0.h.next", "layer0.c.next"),
            run.session().getOutputNames());
        probabilitiesAddUp(run);
      }
    }
  }

  private static void probabilitiesAddUp(OnnxRun run) throws Exception {
    Inputs one = Inputs.ofSymbols(9, 4);
    float[] found =
        OnnxRun.of(run.new Feed().data(one).states(Map.of(), 1).run(), "probabilities").values();
    double sum = 0;
    for (float p : found) {
      sum += p;
    }
    assertEquals(1, sum, 1e-6);
  }
}
