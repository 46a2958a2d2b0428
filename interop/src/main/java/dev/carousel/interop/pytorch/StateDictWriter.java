package dev.carousel.interop.pytorch;

import dev.carousel.error.CarouselException;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Pool;
import dev.carousel.plugin.PluginRef;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stacks Carousel's parameters into the tensors of a state dict. One owner. */
final class StateDictWriter {
  static final String EMBEDDING = "embedding/embedding.Wx";
  static final String HEAD = "head/head.Wx";
  static final String HEAD_BIAS = "head/head.b";

  private final NetworkSpec network;
  private final NamedTensors parameters;
  private final Precision precision;
  private final Map<String, Tensor> dict = new LinkedHashMap<>();

  StateDictWriter(NetworkSpec network, NamedTensors parameters) {
    this.network = network;
    this.parameters = parameters;
    this.precision = parameters.asMap().values().iterator().next().precision();
  }

  NamedTensors write() {
    Kind kind = kind();
    if (network.embedding() > 0) {
      dict.put("embedding.weight", transposed(parameters.get(EMBEDDING)));
    }
    for (int layer = 0; layer < network.layers(); layer++) {
      write(kind, layer, false);
      if (network.bidirectional()) {
        write(kind, layer, true);
      }
    }
    Tensor shared = network.tied() ? transposed(parameters.get(EMBEDDING)) : parameters.get(HEAD);
    dict.put("head.weight", shared);
    dict.put("head.bias", parameters.get(HEAD_BIAS));
    return new NamedTensors(dict);
  }

  private Kind kind() {
    boolean isPlain =
        network.stack().isUniform()
            && network.pool() == Pool.LAST
            && network.data().categories().isEmpty();
    Optional<Kind> kind =
        isPlain ? Kind.ofCell(PluginRef.parse(network.cell()).id()) : Optional.empty();
    return kind.filter(this::isExact)
        .orElseThrow(
            () ->
                CarouselException.usage("PyTorch has no module with the equations of this network.")
                    .expected(
                        "lstm, lstm-projected, gru, or rnn with tanh or relu; without peepholes,"
                            + " coupled gates, pools, categories or layers that differ")
                    .found(network)
                    .mend("--names carousel, or --to FILE.onnx")
                    .build());
  }

  private boolean isExact(Kind kind) {
    boolean isOther = network.cell().contains("activation=identity");
    return !isOther && kind.isAllOf(parameters, Kind.group(0, false));
  }

  private void write(Kind kind, int layer, boolean isReverse) {
    String group = Kind.group(layer, isReverse);
    TorchNames names = TorchNames.of(kind.module() + ".", layer, isReverse);
    List<Tensor> input = new ArrayList<>();
    List<Tensor> hidden = new ArrayList<>();
    List<Tensor> inputBias = new ArrayList<>();
    List<Tensor> hiddenBias = new ArrayList<>();
    for (Kind.Gate gate : kind.gates()) {
      input.add(parameters.get(group + gate.input() + ".Wx"));
      hidden.add(parameters.get(group + gate.hidden() + ".Wh"));
      Tensor bias = parameters.get(group + gate.input() + ".b");
      inputBias.add(bias);
      hiddenBias.add(
          gate.hasOneBias() ? bias.like() : parameters.get(group + gate.hidden() + ".b"));
    }
    dict.put(names.of(TorchNames.WEIGHT_IH), stacked(input));
    dict.put(names.of(TorchNames.WEIGHT_HH), stacked(hidden));
    dict.put(names.of(TorchNames.BIAS_IH), stacked(inputBias));
    dict.put(names.of(TorchNames.BIAS_HH), stacked(hiddenBias));
    if (kind == Kind.PROJECTED_LSTM) {
      dict.put(names.of(TorchNames.WEIGHT_HR), parameters.get(group + "h.Wm"));
    }
  }

  /** Blocks of the same shape, one below the other. */
  private Tensor stacked(List<Tensor> blocks) {
    int[] shape = blocks.get(0).shape();
    shape[0] *= blocks.size();
    Tensor stacked = precision.zeros(shape);
    int at = 0;
    for (Tensor block : blocks) {
      for (int i = 0; i < block.size(); i++) {
        stacked.set(at++, block.get(i));
      }
    }
    return stacked;
  }

  private Tensor transposed(Tensor matrix) {
    int rows = matrix.extent(0);
    int columns = matrix.extent(1);
    Tensor other = precision.zeros(columns, rows);
    for (int i = 0; i < matrix.size(); i++) {
      other.set(i % columns * rows + i / columns, matrix.get(i));
    }
    return other;
  }
}
