package dev.carousel.interop.onnx;

/**
 * What an ONNX file offers beside the network itself. Immutable; thread-safe.
 *
 * @param states whether the states are inputs and outputs, {@code layer0.h} and {@code
 *     layer0.h.next} of {@code [B, size]}, so that sequences can be read in parts; else each run
 *     starts from zeros. A layer that reads backwards always starts from zeros
 * @param lengths whether there is an input {@code lengths}, {@code int32 [B]}: the number of real
 *     steps of each row. Further steps change no state, and what is predicted there means nothing
 */
public record OnnxSettings(boolean states, boolean lengths) {
  /** States, and no lengths. */
  public static OnnxSettings usual() {
    return new OnnxSettings(true, false);
  }

  /** The same, with or without states. */
  public OnnxSettings states(boolean given) {
    return new OnnxSettings(given, lengths);
  }

  /** The same, with or without lengths. */
  public OnnxSettings lengths(boolean given) {
    return new OnnxSettings(states, given);
  }
}
