package dev.carousel.nonfinite;

import dev.carousel.nonfinite.FirstCause.Operand;
import dev.carousel.nonfinite.FirstCause.Pass;
import java.util.List;
import java.util.stream.Collectors;

/** The texts of a finding, and the names of given values. */
final class Wording {
  static final String PARAMETER = "parameter";
  static final String CARRIED = "carried state";
  static final String INPUT = "input";
  static final String TARGET = "target";
  static final String DROPOUT = "dropout";
  static final String FROM_ABOVE = "gradient from above";
  static final String LOSS = "loss";
  static final String CROSS_ENTROPY = "cross-entropy";
  static final String RIGHT_LOGIT = "logit of the right class";
  static final String OUTER_PRODUCT = "outer product";
  static final String SUM_OF_STEPS = "sum over steps and rows";
  static final String NORM = "norm";

  private Wording() {}

  static String sentence(FirstCause cause) {
    String start = "Update " + cause.update() + " ";
    String found = number(cause.value());
    return switch (cause.operation()) {
      case PARAMETER ->
          start
              + "starts with %s in a parameter: %s/%s, element %d."
                  .formatted(found, cause.layer(), cause.equation(), cause.element());
      case CARRIED ->
          start
              + ("starts with %s in a state carried over from the previous chunk: %s of %s%s,"
                      + " element %d.")
                  .formatted(found, cause.equation(), cause.layer(), place(cause), cause.element());
      case INPUT, TARGET ->
          start
              + "reads %s as %s %s%s, element %d."
                  .formatted(
                      found,
                      cause.operation().equals(INPUT) ? "an" : "a",
                      cause.operation(),
                      place(cause),
                      cause.element());
      default -> start + computed(cause, found);
    };
  }

  private static String computed(FirstCause cause, String found) {
    boolean isForward = cause.pass() == Pass.FORWARD;
    return ("first meets %s in the %s pass, in %s%s: the %s in %s \"%s\" produces it"
            + " at element %d%s.")
        .formatted(
            found,
            isForward ? "forward" : "backward",
            cause.layer(),
            place(cause),
            noun(cause.operation()),
            isForward ? "equation" : "the gradient of",
            cause.equation(),
            cause.element(),
            operands(cause.operands()));
  }

  private static String place(FirstCause cause) {
    String place = cause.time() == null ? "" : ", step " + cause.time();
    return cause.row() == null ? place : place + ", row " + cause.row();
  }

  private static String operands(List<Operand> operands) {
    return operands.isEmpty()
        ? ""
        : ", from " + operands.stream().map(Operand::toString).collect(Collectors.joining(", "));
  }

  private static String noun(String operation) {
    return switch (operation) {
      case "affine" -> "affine map";
      case "add" -> "sum";
      case "subtract" -> "difference";
      case "multiply" -> "product";
      case "divide" -> "division";
      case "linear" -> "scaling";
      case "log" -> "logarithm";
      case "sqrt" -> "square root";
      case "sum" -> "sum over elements";
      default -> operation.replace('_', ' ');
    };
  }

  /** The shortest text in the number's own precision. */
  static String number(double value) {
    return (float) value == value ? Float.toString((float) value) : Double.toString(value);
  }
}
