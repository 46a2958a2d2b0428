package dev.carousel.interop.internal.pickle;

import dev.carousel.io.DType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pickle may hold. A value that is none of these was read, and means nothing here. */
public sealed interface Pickled {

  /** Texts, numbers and truths, as Java knows them. */
  record Plain(Object value) implements Pickled {}

  /** Values in an order that is fixed. */
  record Tuple(List<Pickled> items) implements Pickled {}

  /** Values in an order; the machine appends to it. Equal only to itself. */
  final class Sequence implements Pickled {}

  /** Values by name, in order; keys that are no text or number are left out. Equal to itself. */
  final class Dict implements Pickled {
    private final Map<String, Pickled> items = new LinkedHashMap<>();

    /** The values by name; the machine puts more. */
    public Map<String, Pickled> items() {
      return items;
    }
  }

  /**
   * A name of Python, which is never looked up.
   *
   * @param name with its module: {@code collections.OrderedDict}
   */
  record Global(String name) implements Pickled {}

  /**
   * Numbers beside the pickle.
   *
   * @param dtype of each
   * @param key where they are
   * @param count how many
   */
  record Storage(DType dtype, String key, long count) implements Pickled {}

  /**
   * A view of a storage.
   *
   * @param offset of the first element
   * @param shape the extents
   * @param strides the distance of neighbours along each axis
   */
  record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides)
      implements Pickled {}

  /** None. */
  record Nothing() implements Pickled {}
}
