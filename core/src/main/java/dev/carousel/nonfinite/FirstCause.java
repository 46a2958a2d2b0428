package dev.carousel.nonfinite;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first value of an update that is not finite, in the order in which values arise. Two are
 * equal if every part is, bit for bit; NaN equals NaN.
 *
 * @param update the index of the update, from 0
 * @param layer {@code layer0}, {@code layer0-reverse}, {@code embedding}, {@code head}; {@code
 *     input}, {@code target} or {@code loss} for what belongs to none
 * @param pass whether it arose on the way forward or back
 * @param time the step, from 0; null for what belongs to no step
 * @param row the row of the batch, from 0; null for what belongs to no row
 * @param equation the cell's name for what was computed: that of an affine map, of a named vector
 *     or of a state; of a parameter its name in the layer
 * @param operation what was computed: {@code divide}, {@code exp}, {@code affine}, ..; or what was
 *     handed in: {@code parameter}, {@code input}, ..
 * @param element the index within the vector, or the flat one within the parameter, from 0
 * @param operands what it was computed from
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

  /** The two ways through a network. */
  public enum Pass {
    /** From the input to the loss. */
    FORWARD,
    /** From the loss to the gradients. */
    BACKWARD
  }

  /** What a value was computed from: a name or a formula of the cell, and a number. */
  public record Operand(String name, double value) {
    /** Refuses nothing in place of a name. */
    public Operand {
      Objects.requireNonNull(name);
    }

    @Override
    public String toString() {
      return name + " = " + Wording.number(value);
    }
  }

  /** Copies the list; refuses nothing where something must be. */
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
