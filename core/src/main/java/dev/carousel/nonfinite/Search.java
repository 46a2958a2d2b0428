package dev.carousel.nonfinite;

import dev.carousel.data.Chunk;
import dev.carousel.data.Targets;
import dev.carousel.model.Layer;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.nonfinite.FirstCause.Operand;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The search for the first value of an update that is not finite. Used once. */
final class Search {
  private static final String HEAD = "head";

  private final FailedUpdate failed;
  private final Chunk chunk;
  private final Network network;

  Search(FailedUpdate failed, Network compiled) {
    this.failed = failed;
    chunk = failed.chunk();
    Set<String> bottom = bottom(compiled);
    network = compiled.on(new GuardedEngine(failed.update(), failed.precision(), bottom));
  }

  /** The layers directly above the input. */
  private static Set<String> bottom(Network network) {
    boolean isEmbedded =
        network.spec().embedding() > 0
            || network.spec().embeddings().stream().anyMatch(size -> size > 0);
    return network.recurrentLayers().stream()
        .filter(layer -> layer.index() == 0 && !isEmbedded)
        .map(Layer::name)
        .collect(Collectors.toSet());
  }

  Optional<FirstCause> run() {
    NamedTensors parameters = network.adopt(failed.parameters());
    try {
      new GivenValues(failed).check();
      runNetwork(parameters);
      return Optional.empty();
    } catch (NonFiniteFound e) {
      return Optional.of(e.found());
    }
  }

  private void runNetwork(NamedTensors parameters) {
    try {
      NetworkPass pass =
          network
              .bind(parameters)
              .forwardTraining(
                  chunk, network.adopt(failed.carry()), failed.seed(), failed.update());
      LossTotal loss = pass.loss();
      if (!Double.isFinite(loss.sum())) {
        throw inLoss(pass.outputs());
      }
      NamedTensors gradients = backward(pass, pass.outputs().copy());
      if (!Double.isFinite(gradients.norm())) {
        throw inNorm(gradients);
      }
    } catch (NonFiniteFound e) {
      throw new NonFiniteFound(timed(e.found()));
    }
  }

  /**
   * @param outputs before they are replaced by their gradient
   */
  private NamedTensors backward(NetworkPass pass, Tensor outputs) {
    try {
      return pass.backward(null).parameters();
    } catch (NonFiniteFound e) {
      FirstCause cause = e.found();
      boolean isFromLoss =
          cause.layer().equals(HEAD) && cause.operation().equals(Wording.FROM_ABOVE);
      throw isFromLoss ? fromLoss(outputs, cause) : e;
    }
  }

  /** A prediction at the end of a sequence belongs to its last step. */
  private FirstCause timed(FirstCause cause) {
    boolean isOfHead = cause.layer().equals(HEAD) || cause.layer().equals(Wording.LOSS);
    Integer row = cause.row();
    return isOfHead && row != null && chunk.targets().moment() == Targets.Moment.END
        ? cause.at(chunk.lastStep(row))
        : cause;
  }

  /**
   * The first prediction with which the sum of the losses is not finite. For the squared error only
   * in float64: the square of a float always lies in the range of double.
   */
  private NonFiniteFound inLoss(Tensor outputs) {
    Targets targets = chunk.targets();
    int size = outputs.extent(2);
    int numbers = targets instanceof Targets.Values values ? values.features() : 1;
    double sum = 0;
    int element = 0;
    for (int index = 0; index < targets.count() * numbers; index++) {
      int place = index / numbers;
      if (chunk.counts(place)) {
        element = place * size + index % numbers * (size / numbers);
        sum += lossOf(outputs, place, index % numbers);
        if (!Double.isFinite(sum)) {
          break;
        }
      }
    }
    return inLoss(outputs, Pass.FORWARD, element, sum);
  }

  /** The loss of one number of a prediction, or of its class; 0 if it is missing. */
  private double lossOf(Tensor outputs, int place, int number) {
    double[] own = new double[outputs.extent(2)];
    for (int j = 0; j < own.length; j++) {
      own[j] = outputs.get(place * own.length + j);
    }
    Targets targets = chunk.targets();
    if (targets instanceof Targets.Values values) {
      float[] only = new float[values.features()];
      Arrays.fill(only, Float.NaN);
      only[number] = values.values()[place * only.length + number];
      return network.loss().of(own, new Targets.Values(targets.moment(), only.length, only), 0);
    }
    return network.loss().of(own, targets, place);
  }

  private NonFiniteFound fromLoss(Tensor outputs, FirstCause cause) {
    int time = cause.time() == null ? 0 : cause.time();
    int row = cause.row() == null ? 0 : cause.row();
    int element = (time * chunk.rows() + row) * outputs.extent(2) + cause.element();
    return inLoss(outputs, Pass.BACKWARD, element, cause.value());
  }

  /**
   * A value of the loss that is not finite.
   *
   * @param element the output that it comes from
   */
  private NonFiniteFound inLoss(Tensor outputs, Pass direction, int element, double value) {
    int size = outputs.extent(2);
    int place = element / size;
    int output = element % size;
    List<Operand> operands = new ArrayList<>();
    if (chunk.targets() instanceof Targets.Values values) {
      int number = output / (size / values.features());
      operands.add(new Operand("prediction", outputs.get(element)));
      operands.add(
          new Operand(Wording.TARGET, values.values()[place * values.features() + number]));
    } else if (chunk.targets() instanceof Targets.Symbols symbols) {
      output = symbols.ids()[place];
      operands.add(new Operand(Wording.RIGHT_LOGIT, outputs.get(place * size + output)));
    }
    return new NonFiniteFound(
        new FirstCause(
            failed.update(),
            Wording.LOSS,
            direction,
            place / chunk.rows(),
            place % chunk.rows(),
            Wording.LOSS,
            network.loss().isLogLoss() ? Wording.CROSS_ENTROPY : network.loss().measure(),
            output,
            operands,
            value));
  }

  /** Only in float64: the first element at which the sum of squares leaves the range of double. */
  private NonFiniteFound inNorm(NamedTensors gradients) {
    double sum = 0;
    for (Map.Entry<String, Tensor> entry : gradients.asMap().entrySet()) {
      String layer = NamedTensors.groupOf(entry.getKey());
      for (int i = 0; i < entry.getValue().size(); i++) {
        double g = entry.getValue().get(i);
        sum += g * g;
        if (!Double.isFinite(sum)) {
          String own = entry.getKey().substring(layer.length() + 1);
          List<Operand> operands = List.of(new Operand("gradient of " + own, g));
          return new NonFiniteFound(
              new FirstCause(
                  failed.update(),
                  layer,
                  Pass.BACKWARD,
                  null,
                  null,
                  own,
                  Wording.NORM,
                  i,
                  operands,
                  sum));
        }
      }
    }
    throw new IllegalStateException("the norm alone is not finite");
  }
}
