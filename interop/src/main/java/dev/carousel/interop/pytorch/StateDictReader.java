package dev.carousel.interop.pytorch;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.ForeignNetwork;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.internal.Cut;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts the tensors of a state dict into Carousel's parameters. One owner. */
final class StateDictReader {
  private static final List<String> ACTIVATIONS = List.of("tanh", "relu");

  private final RecurrentModule module;
  private final Cut cut;
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  private StateDictReader(RecurrentModule module, Cut cut) {
    this.module = module;
    this.cut = cut;
  }

  static Imported read(ForeignFile file, ImportSettings settings, String sha256) {
    RecurrentModule module = RecurrentModule.find(file, settings);
    Surroundings around = new Surroundings(file, module);
    Optional<String> head = around.head(settings);
    Optional<String> embedding = around.embedding(settings, head);
    ForeignTensor first =
        Objects.requireNonNull(file.tensors().get(module.names(0, false).of(TorchNames.WEIGHT_HH)));
    Cut cut = new Cut(file, Cut.precisionOf(first));
    StateDictReader reader = new StateDictReader(module, cut);
    int[] lookUp = {0, module.inputs()};
    if (embedding.isPresent()) {
      lookUp = reader.embedding(file, embedding.get());
    }
    for (int layer = 0; layer < module.layers(); layer++) {
      requireBothBiases(file, module.names(layer, false));
      reader.layer(layer, false);
      if (module.bidirectional()) {
        requireBothBiases(file, module.names(layer, true));
        reader.layer(layer, true);
      }
    }
    int outputs = reader.head(file, head);
    ForeignNetwork network =
        new ForeignNetwork(
            PyTorch.FRAMEWORK,
            module.name(),
            cell(module, settings),
            module.units(),
            module.layers(),
            module.bidirectional(),
            embedding.isPresent() ? lookUp[0] : module.inputs(),
            embedding.isPresent() ? lookUp[1] : 0,
            outputs,
            head.isPresent(),
            Optional.empty());
    List<String> ignored =
        file.tensors().keySet().stream().filter(name -> !cut.used().contains(name)).toList();
    return new Imported(
        network, new NamedTensors(reader.parameters), ignored, file.attributes(), sha256);
  }

  private static String cell(RecurrentModule module, ImportSettings settings) {
    String id = module.kind().cell();
    if (settings.activation().isEmpty()) {
      return module.kind() == Kind.PROJECTED_LSTM ? id + ":proj-size=" + module.output() : id;
    }
    String activation = settings.activation().get();
    if (module.kind() != Kind.RNN) {
      throw CarouselException.usage("--activation applies only to a vanilla RNN.")
          .expected("no --activation for " + id)
          .found("--activation " + activation)
          .mend("leave it out")
          .build();
    }
    if (!ACTIVATIONS.contains(activation)) {
      throw CarouselException.usage("--activation has an invalid value.")
          .expected("one of " + String.join(", ", ACTIVATIONS))
          .found("'" + activation + "'")
          .mend(NearestWord.hint(activation, ACTIVATIONS))
          .build();
    }
    return id + ":activation=" + activation;
  }

  /** The matrix [V, E]: its extents. */
  private int[] embedding(ForeignFile file, String name) {
    String weight = name + TorchNames.WEIGHT;
    int[] shape = Objects.requireNonNull(file.tensors().get(weight)).shape();
    ForeignTensor matrix = cut.tensor(weight, shape[0], module.inputs());
    parameters.put(StateDictWriter.EMBEDDING, cut.transposed(matrix));
    return shape;
  }

  private int head(ForeignFile file, Optional<String> name) {
    int top = module.output() * module.directions();
    if (name.isEmpty()) {
      Tensor identity = cut.zeros(top, top);
      for (int i = 0; i < top; i++) {
        identity.set(i * top + i, 1);
      }
      parameters.put(StateDictWriter.HEAD, identity);
      parameters.put(StateDictWriter.HEAD_BIAS, cut.zeros(top));
      return top;
    }
    String weight = name.get() + TorchNames.WEIGHT;
    int outputs = Objects.requireNonNull(file.tensors().get(weight)).shape()[0];
    parameters.put(StateDictWriter.HEAD, cut.rows(cut.tensor(weight, outputs, top), 0, outputs));
    String bias = name.get() + TorchNames.BIAS;
    parameters.put(
        StateDictWriter.HEAD_BIAS,
        cut.has(bias) ? cut.part(cut.tensor(bias, outputs), 0, outputs) : cut.zeros(outputs));
    return outputs;
  }

  private void layer(int layer, boolean isReverse) {
    TorchNames names = module.names(layer, isReverse);
    String group = Kind.group(layer, isReverse);
    int units = module.units();
    int blocks = module.kind().gates().size();
    int rows = blocks * units;
    ForeignTensor input = cut.tensor(names.of(TorchNames.WEIGHT_IH), rows, module.inputsOf(layer));
    ForeignTensor hidden = cut.tensor(names.of(TorchNames.WEIGHT_HH), rows, module.output());
    ForeignTensor inputBias = bias(names.of(TorchNames.BIAS_IH), rows);
    ForeignTensor hiddenBias = bias(names.of(TorchNames.BIAS_HH), rows);
    for (int block = 0; block < blocks; block++) {
      Kind.Gate gate = module.kind().gates().get(block);
      int first = block * units;
      parameters.put(group + gate.input() + ".Wx", cut.rows(input, first, units));
      parameters.put(group + gate.hidden() + ".Wh", cut.rows(hidden, first, units));
      Tensor in = part(inputBias, first);
      Tensor own = part(hiddenBias, first);
      if (gate.hasOneBias()) {
        parameters.put(group + gate.input() + ".b", sum(in, own));
      } else {
        parameters.put(group + gate.input() + ".b", in);
        parameters.put(group + gate.hidden() + ".b", own);
      }
    }
    if (module.kind() == Kind.PROJECTED_LSTM) {
      ForeignTensor projection = cut.tensor(names.of(TorchNames.WEIGHT_HR), module.output(), units);
      parameters.put(group + "h.Wm", cut.rows(projection, 0, module.output()));
    }
  }

  /** A module of PyTorch has both or none; with one alone, it would predict something else. */
  private static void requireBothBiases(ForeignFile file, TorchNames names) {
    Set<String> all = file.tensors().keySet();
    boolean hasInput = all.contains(names.of(TorchNames.BIAS_IH));
    if (hasInput == all.contains(names.of(TorchNames.BIAS_HH))) {
      return;
    }
    String there = names.of(hasInput ? TorchNames.BIAS_IH : TorchNames.BIAS_HH);
    String missing = names.of(hasInput ? TorchNames.BIAS_HH : TorchNames.BIAS_IH);
    throw CarouselException.failure("A bias of the recurrent module is missing.")
        .expected("'" + missing + "' beside '" + there + "', or neither")
        .found("'" + there + "' alone")
        .where(file.path())
        .mend("save the whole state dict of the module")
        .build();
  }

  private @Nullable ForeignTensor bias(String name, int rows) {
    return cut.has(name) ? cut.tensor(name, rows) : null;
  }

  private Tensor part(@Nullable ForeignTensor bias, int first) {
    return bias == null ? cut.zeros(module.units()) : cut.part(bias, first, module.units());
  }

  /** The sum; a zero changes no bit of the other, not even of a negative zero. */
  private static Tensor sum(Tensor in, Tensor own) {
    for (int i = 0; i < in.size(); i++) {
      if (own.get(i) != 0) {
        in.set(i, in.get(i) + own.get(i));
      }
    }
    return in;
  }
}
