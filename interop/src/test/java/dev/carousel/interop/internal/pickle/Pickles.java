package dev.carousel.interop.internal.pickle;

import java.nio.charset.StandardCharsets;

/** Parts of pickles, as characters that are bytes. */
public final class Pickles {
  private Pickles() {}

  /** The bytes of a pickle of these parts, with its beginning and its end. */
  public static byte[] pickle(String parts) {
    return ("\u0080\u0002" + parts + ".").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A short text. */
  public static String text(String text) {
    return "U" + (char) text.length() + text;
  }

  /** A whole number from 0 to 255. */
  public static String whole(int number) {
    return "K" + (char) number;
  }

  /** A whole number of four bytes, and what else begins with one. */
  static String four(char opcode, int number) {
    StringBuilder four = new StringBuilder().append(opcode);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      four.append((char) (number >>> shift & 0xFF));
    }
    return four.toString();
  }

  /** A name of Python. */
  static String global(String module, String name) {
    return "c" + module + "\n" + name + "\n";
  }

  static String tuple(String... items) {
    return "(" + String.join("", items) + "t";
  }

  static String storage(String type, String count) {
    return tuple(text("storage"), global("torch", type), text("0"), text("cpu"), count) + "Q";
  }

  /** A tensor over the storage '0', of that many elements. */
  static String tensor(int count, int offset, String extents, String strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        + tuple(storage("FloatStorage", whole(count)), whole(offset), extents, strides)
        + "R";
  }

  /** A state dict with one tensor of this length, over a storage of the same. */
  public static String stateDict(String name, int length) {
    String one = tuple(whole(length));
    return "}" + text(name) + tensor(length, 0, one, tuple(whole(1))) + "s";
  }
}
