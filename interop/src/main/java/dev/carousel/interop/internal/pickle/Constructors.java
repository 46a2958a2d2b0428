package dev.carousel.interop.internal.pickle;

import dev.carousel.interop.internal.pickle.Pickled.Dict;
import dev.carousel.interop.internal.pickle.Pickled.Global;
import dev.carousel.interop.internal.pickle.Pickled.Plain;
import dev.carousel.interop.internal.pickle.Pickled.Sequence;
import dev.carousel.interop.internal.pickle.Pickled.Storage;
import dev.carousel.interop.internal.pickle.Pickled.Tensor;
import dev.carousel.interop.internal.pickle.Pickled.Tuple;
import dev.carousel.io.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the names of Python that a state dict may use stand for. */
final class Constructors {
  static final String WAY_OUT =
      "in Python: torch.save(model.state_dict(), 'model.pt'), or"
          + " safetensors.torch.save_file(model.state_dict(), 'model.safetensors')";

  private static final String DICT = "collections.OrderedDict";
  private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
  private static final String REBUILT = "torch._utils._rebuild_parameter";
  private static final String PARAMETER = "torch.nn.parameter.Parameter";
  private static final String SIZE = "torch.Size";
  private static final Set<String> FUNCTIONS = Set.of(DICT, TENSOR, REBUILT, PARAMETER, SIZE);
  private static final Map<String, DType> STORAGES =
      Map.of(
          "torch.FloatStorage", DType.F32,
          "torch.DoubleStorage", DType.F64,
          "torch.HalfStorage", DType.F16,
          "torch.BFloat16Storage", DType.BF16,
          "torch.LongStorage", DType.I64,
          "torch.IntStorage", DType.I32,
          "torch.ShortStorage", DType.I16,
          "torch.CharStorage", DType.I8,
          "torch.ByteStorage", DType.U8,
          "torch.BoolStorage", DType.BOOL);

  private static final int MOST_AXES = 16;

  private final PickleReader reader;

  Constructors(PickleReader reader) {
    this.reader = reader;
  }

  Global global(String module, String name) {
    String whole = module + "." + name;
    if (!FUNCTIONS.contains(whole) && !STORAGES.containsKey(whole)) {
      throw reader.refused(whole);
    }
    return new Global(whole);
  }

  Pickled call(Global callable, List<Pickled> arguments) {
    return switch (callable.name()) {
      case DICT -> dict(arguments);
      case TENSOR -> tensor(arguments);
      case REBUILT, PARAMETER -> parameter(arguments);
      case SIZE -> arguments.size() == 1 ? arguments.get(0) : new Sequence();
      default -> throw reader.damaged("a function", callable.name());
    };
  }

  private Pickled dict(List<Pickled> arguments) {
    reader.require(arguments.isEmpty(), "an empty dict", "one with " + arguments.size());
    return new Dict();
  }

  private Pickled parameter(List<Pickled> arguments) {
    reader.require(
        !arguments.isEmpty() && arguments.get(0) instanceof Tensor, "a tensor", "another value");
    return arguments.get(0);
  }

  /** Arguments: storage, offset, size, strides, and three that do not matter here. */
  private Tensor tensor(List<Pickled> arguments) {
    reader.require(
        arguments.size() >= 4 && arguments.get(0) instanceof Storage,
        "a storage, an offset, extents and strides",
        arguments.size() + " arguments");
    Tensor tensor =
        new Tensor(
            (Storage) arguments.get(0),
            whole(arguments.get(1)),
            wholes(arguments.get(2)),
            wholes(arguments.get(3)));
    reader.require(
        tensor.shape().size() == tensor.strides().size() && tensor.shape().size() <= MOST_AXES,
        "a stride for each of at most " + MOST_AXES + " axes",
        tensor.shape().size() + " extents and " + tensor.strides().size() + " strides");
    requireWithin(tensor);
    return tensor;
  }

  /** Each element is in the storage, and no view is larger than what it views. */
  private void requireWithin(Tensor tensor) {
    if (tensor.shape().contains(0L)) {
      reader.require(
          tensor.shape().stream().allMatch(extent -> extent >= 0 && extent <= Integer.MAX_VALUE),
          "extents of at least 0",
          "extents " + tensor.shape());
      return;
    }
    long count = tensor.storage().count();
    long elements = 1;
    long last = tensor.offset();
    for (int axis = 0; axis < tensor.shape().size(); axis++) {
      long extent = tensor.shape().get(axis);
      long stride = tensor.strides().get(axis);
      reader.require(
          extent > 0 && extent <= count && stride >= 0 && stride <= Math.max(1, count),
          "extents and strides within the storage of " + count,
          "extents " + tensor.shape() + ", strides " + tensor.strides());
      elements *= extent;
      reader.require(
          elements <= count, "at most the " + count + " elements of the storage", "more");
      last += (extent - 1) * stride;
    }
    reader.require(
        tensor.offset() >= 0 && last < count && last >= 0,
        "elements within the storage of " + count,
        "one at " + last);
  }

  Storage storage(Pickled id) {
    boolean isStorage =
        id instanceof Tuple tuple
            && tuple.items().size() == 5
            && isText(tuple.items().get(0), "storage")
            && tuple.items().get(1) instanceof Global;
    reader.require(isStorage, "the id of a storage", "another value");
    List<Pickled> items = ((Tuple) id).items();
    DType type = STORAGES.get(((Global) items.get(1)).name());
    if (type == null || !(items.get(2) instanceof Plain key && key.value() instanceof String)) {
      throw reader.damaged("the type and the key of a storage", "others");
    }
    long count = whole(items.get(4));
    reader.require(
        count >= 0 && count <= Integer.MAX_VALUE - 8,
        "a storage that fits into a Java array",
        count + " elements");
    return new Storage(type, (String) ((Plain) items.get(2)).value(), count);
  }

  private static boolean isText(Pickled value, String text) {
    return value instanceof Plain plain && plain.value().equals(text);
  }

  private long whole(Pickled value) {
    if (value instanceof Plain plain && plain.value() instanceof Long whole) {
      return whole;
    }
    throw reader.damaged("a whole number", "another value");
  }

  private List<Long> wholes(Pickled value) {
    reader.require(value instanceof Tuple, "a tuple of whole numbers", "another value");
    List<Long> wholes = new ArrayList<>();
    ((Tuple) value).items().forEach(item -> wholes.add(whole(item)));
    return wholes;
  }
}
