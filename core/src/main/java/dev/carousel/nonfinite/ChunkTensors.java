package dev.carousel.nonfinite;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.error.CarouselException;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Converts a chunk to tensors and back: numbers as they are, symbols in float64, which can hold
 * every int, and booleans as 1 or 0.
 */
final class ChunkTensors {
  private static final String INPUTS = "chunk/inputs";
  private static final String CATEGORIES = "chunk/categories";
  private static final String TARGETS = "chunk/targets";
  private static final String MASK = "chunk/mask";
  private static final String FRESH = "chunk/fresh";

  private ChunkTensors() {}

  static void put(Chunk chunk, Map<String, Tensor> tensors) {
    int steps = chunk.steps();
    int rows = chunk.rows();
    put(chunk.inputs(), tensors);
    int times = chunk.targets().moment() == Targets.Moment.END ? 1 : steps;
    tensors.put(
        TARGETS,
        chunk.targets() instanceof Targets.Symbols symbols
            ? ids(symbols.ids(), times, rows)
            : values(((Targets.Values) chunk.targets()).values(), times, rows));
    boolean[] mask = chunk.mask();
    if (mask != null) {
      tensors.put(MASK, flags(mask, steps, rows));
    }
    tensors.put(FRESH, flags(chunk.fresh(), 1, rows));
  }

  private static void put(Inputs inputs, Map<String, Tensor> tensors) {
    int steps = inputs.steps();
    int rows = inputs.rows();
    if (inputs instanceof Inputs.Symbols symbols) {
      tensors.put(INPUTS, ids(symbols.ids(), steps, rows));
    } else if (inputs instanceof Inputs.Values values) {
      tensors.put(INPUTS, values(values.values(), steps, rows));
    } else if (inputs instanceof Inputs.Mixed mixed) {
      if (mixed.numbers() != null) {
        put(mixed.numbers(), tensors);
      }
      int count = mixed.categories().size();
      Tensor all = new DoubleTensor(steps, rows, count);
      for (int i = 0; i < all.size(); i++) {
        all.set(i, mixed.categories().get(i % count).ids()[i / count]);
      }
      tensors.put(CATEGORIES, all);
    }
  }

  /**
   * The chunk in these tensors.
   *
   * @throws CarouselException if there is no chunk of this shape
   */
  static Chunk take(NamedTensors tensors, DataShape shape) {
    String read = shape.inputFeatures() == 0 ? CATEGORIES : INPUTS;
    Tensor in = tensors.get(read);
    Tensor out = tensors.get(TARGETS);
    requireRank(read, in);
    requireRank(TARGETS, out);
    int steps = in.extent(0);
    int rows = in.extent(1);
    int times = shape.moment() == Targets.Moment.END ? 1 : steps;
    requireShape(TARGETS, out, times, rows, shape.symbolsOut() ? 1 : shape.outputFeatures());
    Inputs inputs =
        shape.categories().isEmpty() ? inputs(in, shape) : mixed(tensors, shape, steps, rows);
    Targets targets =
        shape.symbolsOut()
            ? new Targets.Symbols(
                shape.moment(),
                shape.outputFeatures(),
                ids(TARGETS, out, Targets.MISSING, shape.outputFeatures()))
            : new Targets.Values(shape.moment(), shape.outputFeatures(), floats(out));
    Tensor mask = tensors.asMap().get(MASK);
    requireShape(FRESH, tensors.get(FRESH), 1, rows);
    boolean[] fresh = flags(tensors.get(FRESH));
    if (mask != null) {
      requireShape(MASK, mask, steps, rows);
    }
    return mask == null
        ? new Chunk(inputs, targets, fresh)
        : new Chunk(inputs, targets, flags(mask), fresh);
  }

  private static Inputs inputs(Tensor in, DataShape shape) {
    int steps = in.extent(0);
    int rows = in.extent(1);
    int size = shape.inputFeatures();
    requireShape(INPUTS, in, steps, rows, shape.symbolsIn() ? 1 : size);
    return shape.symbolsIn()
        ? new Inputs.Symbols(steps, rows, size, ids(INPUTS, in, 0, size))
        : new Inputs.Values(steps, rows, size, floats(in));
  }

  private static Inputs mixed(NamedTensors tensors, DataShape shape, int steps, int rows) {
    Inputs.Values numbers =
        shape.inputFeatures() == 0 ? null : (Inputs.Values) inputs(tensors.get(INPUTS), shape);
    int count = shape.categories().size();
    Tensor all = tensors.get(CATEGORIES);
    requireShape(CATEGORIES, all, steps, rows, count);
    List<Inputs.Symbols> categories = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Tensor own = new DoubleTensor(steps, rows, 1);
      for (int i = 0; i < own.size(); i++) {
        own.set(i, all.get(i * count + k));
      }
      int size = shape.categories().get(k);
      categories.add(new Inputs.Symbols(steps, rows, size, ids(CATEGORIES, own, 0, size)));
    }
    return new Inputs.Mixed(numbers, categories);
  }

  private static void requireRank(String name, Tensor tensor) {
    if (tensor.rank() != 3 || tensor.size() == 0) {
      throw CarouselException.failure("The tensor " + name + " must have three axes.")
          .expected("[T, B, features], each at least 1")
          .found(Arrays.toString(tensor.shape()))
          .build();
    }
  }

  private static void requireShape(String name, Tensor tensor, int... shape) {
    if (!Arrays.equals(shape, tensor.shape())) {
      throw CarouselException.failure("The tensor " + name + " has the wrong shape.")
          .expected(Arrays.toString(shape))
          .found(Arrays.toString(tensor.shape()))
          .build();
    }
  }

  private static Tensor ids(int[] ids, int steps, int rows) {
    Tensor tensor = new DoubleTensor(steps, rows, 1);
    for (int i = 0; i < ids.length; i++) {
      tensor.set(i, ids[i]);
    }
    return tensor;
  }

  private static int[] ids(String name, Tensor tensor, int least, int count) {
    int[] ids = new int[tensor.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) tensor.get(i);
      if (ids[i] != tensor.get(i) || ids[i] < least || ids[i] >= count) {
        throw CarouselException.failure("The tensor " + name + " must hold symbols.")
            .expected("whole numbers from " + least + " to " + (count - 1))
            .found(tensor.get(i) + " at element " + i)
            .build();
      }
    }
    return ids;
  }

  private static Tensor values(float[] values, int steps, int rows) {
    FloatTensor tensor = new FloatTensor(steps, rows, values.length / (steps * rows));
    System.arraycopy(values, 0, tensor.array(), 0, values.length);
    return tensor;
  }

  private static float[] floats(Tensor tensor) {
    FloatTensor floats = new FloatTensor(tensor.shape());
    floats.assign(tensor);
    return Arrays.copyOf(floats.array(), floats.size());
  }

  private static Tensor flags(boolean[] flags, int steps, int rows) {
    Tensor tensor = new FloatTensor(steps, rows);
    for (int i = 0; i < flags.length; i++) {
      tensor.set(i, flags[i] ? 1 : 0);
    }
    return tensor;
  }

  private static boolean[] flags(Tensor tensor) {
    boolean[] flags = new boolean[tensor.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = tensor.get(i) != 0;
    }
    return flags;
  }
}
