package dev.carousel.nonfinite;

import dev.carousel.data.Chunk;
import dev.carousel.data.Targets;
import dev.carousel.model.Layer;
import dev.carousel.model.Loss;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.nonfinite.FirstCause.Operand;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
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
    return network.recurrentLayers().stream()
        .filter(layer -> layer.index() == 0 && network.spec().embedding() == 0)
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
      Loss loss = pass.loss();
      if (!Double.isFinite(loss.sum())) {
        throw inSquares(pass.outputs());
      }
      NamedTensors gradients = backward(pass);
      if (!Double.isFinite(gradients.norm())) {
        throw inNorm(gradients);
      }
    } catch (NonFiniteFound e) {
      throw new NonFiniteFound(timed(e.found()));
    }
  }

  private NamedTensors backward(NetworkPass pass) {
    try {
      return pass.backward(null).parameters();
    } catch (NonFiniteFound e) {
      FirstCause cause = e.found();
      boolean isFromLoss =
          cause.layer().equals(HEAD) && cause.operation().equals(Wording.FROM_ABOVE);
      throw isFromLoss ? fromSquare(pass.outputs(), cause) : e;
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

  /** Only in float64: the square of a float always lies in the range of double. */
  private NonFiniteFound inSquares(Tensor outputs) {
    Targets.Values targets = (Targets.Values) chunk.targets();
    boolean isMasked = targets.moment() == Targets.Moment.EVERY_STEP && chunk.mask() != null;
    double sum = 0;
    int index = 0;
    while (index < outputs.size()) {
      int place = index / targets.features();
      if (!isMasked || chunk.isReal(place / chunk.rows(), place % chunk.rows())) {
        double error = outputs.get(index) - targets.values()[index];
        sum += error * error;
      }
      if (!Double.isFinite(sum)) {
        break;
      }
      index++;
    }
    return inSquare(outputs, Pass.FORWARD, index, sum);
  }

  private NonFiniteFound fromSquare(Tensor outputs, FirstCause cause) {
    int time = cause.time() == null ? 0 : cause.time();
    int row = cause.row() == null ? 0 : cause.row();
    int place = (time * chunk.rows() + row) * outputs.extent(2) + cause.element();
    return inSquare(outputs, Pass.BACKWARD, place, cause.value());
  }

  private NonFiniteFound inSquare(Tensor outputs, Pass direction, int index, double value) {
    Targets.Values targets = (Targets.Values) chunk.targets();
    int place = index / targets.features();
    List<Operand> operands =
        List.of(
            new Operand("prediction", outputs.get(index)),
            new Operand("target", targets.values()[index]));
    return new NonFiniteFound(
        new FirstCause(
            failed.update(),
            Wording.LOSS,
            direction,
            place / chunk.rows(),
            place % chunk.rows(),
            Wording.LOSS,
            Wording.SQUARED_ERROR,
            index % targets.features(),
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
