package dev.carousel.data.predict;

import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The states of one sequence as bytes, with all their bits. */
final class TensorBytes {
  private TensorBytes() {}

  /** Tensors {@code [1, size]}. */
  static void save(NamedTensors tensors, DataOutput out) throws IOException {
    out.writeInt(tensors.asMap().size());
    for (Map.Entry<String, Tensor> each : tensors.asMap().entrySet()) {
      Tensor tensor = each.getValue();
      out.writeUTF(each.getKey());
      out.writeInt(tensor.size());
      for (int i = 0; i < tensor.size(); i++) {
        if (tensor.precision() == Precision.FLOAT32) {
          out.writeFloat((float) tensor.get(i));
        } else {
          out.writeDouble(tensor.get(i));
        }
      }
    }
  }

  /** What was written, in the precision in which it was. */
  static NamedTensors restore(Precision precision, DataInput in) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      Tensor tensor = precision.zeros(1, in.readInt());
      for (int i = 0; i < tensor.size(); i++) {
        tensor.set(i, precision == Precision.FLOAT32 ? in.readFloat() : in.readDouble());
      }
      tensors.put(name, tensor);
    }
    return new NamedTensors(tensors);
  }
}
