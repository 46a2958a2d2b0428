package dev.carousel.nonfinite;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks the given values of an update, before anything is computed. */
record GivenValues(FailedUpdate failed) {

  /**
   * Checks parameters, carried states, inputs and targets, in that order.
   *
   * @throws NonFiniteFound at the first value that is not finite
   */
  void check() {
    checkParameters();
    checkCarry();
    Inputs inputs = chunk().inputs();
    Inputs numbers = inputs instanceof Inputs.Mixed mixed ? mixed.numbers() : inputs;
    if (numbers instanceof Inputs.Values values) {
      checkPlaces(Wording.INPUT, "x", values.values(), values.features(), true);
    }
    if (chunk().targets() instanceof Targets.Values values) {
      boolean isEveryStep = values.moment() == Targets.Moment.EVERY_STEP;
      String target = Wording.TARGET;
      checkPlaces(target, target, known(values.values()), values.features(), isEveryStep);
    }
  }

  /** The targets, with 0 for the missing ones, which are no fault. */
  private static float[] known(float[] values) {
    float[] known = values.clone();
    for (int i = 0; i < known.length; i++) {
      known[i] = Float.isNaN(known[i]) ? 0 : known[i];
    }
    return known;
  }

  private Chunk chunk() {
    return failed.chunk();
  }

  private void checkParameters() {
    failed
        .parameters()
        .forEach(
            (name, tensor) -> {
              String layer = NamedTensors.groupOf(name);
              String own = name.substring(layer.length() + 1);
              OptionalInt bad = firstBad(tensor.size(), tensor::get);
              if (bad.isPresent()) {
                throw given(layer, null, null, own, Wording.PARAMETER, bad, tensor::get);
              }
            });
  }

  private void checkCarry() {
    failed
        .carry()
        .enter(chunk().fresh())
        .states()
        .forEach(
            (layer, states) -> states.forEach((state, tensor) -> checkState(layer, state, tensor)));
  }

  private void checkState(String layer, String state, Tensor tensor) {
    int size = tensor.extent(1);
    for (int row = 0; row < tensor.extent(0); row++) {
      int from = row * size;
      IntToDoubleFunction values = i -> tensor.get(from + i);
      OptionalInt bad = firstBad(size, values);
      if (bad.isPresent()) {
        throw given(layer, null, row, state, Wording.CARRIED, bad, values);
      }
    }
  }

  /** Checks {@code [T, B, size]} without masked steps, or {@code [B, size]}. */
  private void checkPlaces(
      String what, String equation, float[] values, int size, boolean isEveryStep) {
    for (int place = 0; place < values.length / size; place++) {
      int time = place / chunk().rows();
      int row = place % chunk().rows();
      int from = place * size;
      OptionalInt bad = firstBad(size, i -> values[from + i]);
      if (bad.isPresent() && !(isEveryStep && !chunk().isReal(time, row))) {
        Integer step = isEveryStep ? time : Integer.valueOf(chunk().lastStep(row));
        throw given(what, step, row, equation, what, bad, i -> values[from + i]);
      }
    }
  }

  private static OptionalInt firstBad(int size, IntToDoubleFunction values) {
    return IntStream.range(0, size)
        .filter(i -> !Double.isFinite(values.applyAsDouble(i)))
        .findFirst();
  }

  private NonFiniteFound given(
      String layer,
      @Nullable Integer time,
      @Nullable Integer row,
      String equation,
      String operation,
      OptionalInt bad,
      IntToDoubleFunction values) {
    int element = bad.orElseThrow();
    double value = values.applyAsDouble(element);
    return new NonFiniteFound(
        new FirstCause(
            failed.update(),
            layer,
            Pass.FORWARD,
            time,
            row,
            equation,
            operation,
            element,
            List.of(),
            value));
  }
}
