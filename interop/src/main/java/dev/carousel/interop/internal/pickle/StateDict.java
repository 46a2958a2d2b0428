package dev.carousel.interop.internal.pickle;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.internal.pickle.Pickled.Dict;
import dev.carousel.interop.internal.pickle.Pickled.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a pickle by name. Dicts in dicts, as in checkpoints of a training, join their
 * names by dots. One owner.
 */
public final class StateDict {
  private static final int DEEPEST = 32;
  private static final int MOST = 1 << 16;
  private static final int LONGEST_NAME = 1000;

  private final Object where;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Set<Dict> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int seen;

  private StateDict(Object where) {
    this.where = where;
  }

  /**
   * Finds the tensors.
   *
   * @param where the file, for errors
   * @throws CarouselException if there is no dict, dicts contain themselves, or two tensors have
   *     one name
   */
  public static Map<String, Tensor> tensors(Pickled value, Object where) {
    StateDict found = new StateDict(where);
    if (!(value instanceof Dict dict)) {
      throw CarouselException.failure("The file holds no state dict.")
          .expected("names and tensors")
          .found(value instanceof Tensor ? "one tensor without a name" : "another value")
          .where(where)
          .mend(Constructors.WAY_OUT)
          .build();
    }
    found.add("", dict);
    return found.tensors;
  }

  private void add(String prefix, Dict dict) {
    if (!open.add(dict) || open.size() > DEEPEST) {
      throw tangled("dicts at most " + DEEPEST + " deep", "a dict within itself, or deeper ones");
    }
    for (Map.Entry<String, Pickled> item : dict.items().entrySet()) {
      if (++seen > MOST) {
        throw tangled("at most " + MOST + " values", "more");
      }
      String name = prefix + item.getKey();
      if (name.length() > LONGEST_NAME) {
        throw tangled("names of at most " + LONGEST_NAME + " characters", "a longer one");
      }
      if (item.getValue() instanceof Dict inner) {
        add(name + ".", inner);
      } else if (item.getValue() instanceof Tensor tensor && tensors.put(name, tensor) != null) {
        throw tangled("tensors of different names", "'" + name + "' twice");
      }
    }
    open.remove(dict);
  }

  private CarouselException tangled(String expected, String found) {
    return CarouselException.failure("The dicts in the file are no state dict.")
        .expected(expected)
        .found(found)
        .where(where)
        .mend(Constructors.WAY_OUT)
        .build();
  }
}
