package dev.carousel.nonfinite;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first value of an update that is not finite, in the order of computation. Two are equal if
 * all parts are, bit for bit; NaN equals NaN.
 *
 * @param update the index of the update, from 0
 * @param layer {@code layer0}, {@code layer0-reverse}, {@code embedding}, {@code head}; {@code
 *     input}, {@code target} or {@code loss} for a value of no layer
 * @param pass the forward or the backward pass
 * @param time the step, from 0; null for a value of no step
 * @param row the row of the batch, from 0; null for a value of no row
 * @param equation the cell's name for the computed value: the name of an affine map, a named vector
 *     or a state; for a parameter, its name in the layer
 * @param operation the operation: {@code divide}, {@code exp}, {@code affine}, ..; or the kind of a
 *     given value: {@code parameter}, {@code input}, ..
 * @param element the index within the vector, or the flat one within the parameter, from 0
 * @param operands the values from which it was computed
 * @param value NaN or an infinity
 */
public record FirstCause(
    long update,
    String layer,
    Pass pass,
    @Nullable Integer time,
    @Nullable Integer row,
    String equation,
    String operation,
    int element,
    List<Operand> operands,
    double value) {

  /** The two passes through a network. */
  public enum Pass {
    /** From the input to the loss. */
    FORWARD,
    /** From the loss to the gradients. */
    BACKWARD
  }

  /** An operand of the value: a name or a formula of the cell, and a number. */
  public record Operand(String name, double value) {
    /** Refuses null as a name. */
    public Operand {
      Objects.requireNonNull(name);
    }

    @Override
    public String toString() {
      return name + " = " + Wording.number(value);
    }
  }

  /** Copies the list, and refuses null for required parts. */
  public FirstCause {
    Objects.requireNonNull(layer);
    Objects.requireNonNull(pass);
    Objects.requireNonNull(equation);
    Objects.requireNonNull(operation);
    operands = List.copyOf(operands);
  }

  FirstCause at(@Nullable Integer otherTime) {
    return new FirstCause(
        update, layer, pass, otherTime, row, equation, operation, element, operands, value);
  }

  /** One sentence. */
  @Override
  public String toString() {
    return Wording.sentence(this);
  }
}
