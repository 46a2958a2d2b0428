package dev.carousel.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.carousel.io.internal.Seal;
import dev.carousel.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestOutputStream;
import java.util.Map;
import java.util.TreeMap;

/** Writes the format, sealed; see {@link Safetensors}. */
final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int BUFFER = 1 << 16;

  private final Safetensors.Contents contents;

  SafetensorsWriter(Safetensors.Contents contents) {
    if (contents.tensors().names().contains(TensorEntry.METADATA)) {
      throw new IllegalArgumentException("no tensor may be named " + TensorEntry.METADATA);
    }
    this.contents = contents;
  }

  void writeTo(OutputStream out) throws IOException {
    byte[] header = header();
    DigestOutputStream sum = Seal.sum();
    writeTo(sum, header);
    Seal.put(header, Seal.positionIn(header), Seal.digits(sum));
    writeTo(out, header);
  }

  private void writeTo(OutputStream out, byte[] header) throws IOException {
    byte[] length = new byte[Long.BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
    out.write(length);
    out.write(header);
    byte[] buffer = new byte[BUFFER];
    for (Tensor tensor : contents.tensors().asMap().values()) {
      write(tensor, buffer, out);
    }
  }

  private static void write(Tensor tensor, byte[] buffer, OutputStream out) throws IOException {
    int bytes = DType.of(tensor).bytes();
    int most = buffer.length / bytes;
    ByteBuffer littleEndian = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0, count; start < tensor.size(); start += count) {
      count = Math.min(most, tensor.size() - start);
      DType.get(tensor, start, count, littleEndian);
      out.write(buffer, 0, count * bytes);
    }
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      writeMetadata(json);
      long offset = 0;
      for (Map.Entry<String, Tensor> tensor : contents.tensors().asMap().entrySet()) {
        offset = writeEntry(json, tensor.getKey(), tensor.getValue(), offset);
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private void writeMetadata(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(TensorEntry.METADATA);
    Map<String, String> metadata = new TreeMap<>(contents.metadata());
    metadata.put(Seal.KEY, Seal.BLANK);
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static long writeEntry(JsonGenerator json, String name, Tensor tensor, long begin)
      throws IOException {
    DType dtype = DType.of(tensor);
    long end = begin + (long) tensor.size() * dtype.bytes();
    json.writeObjectFieldStart(name);
    json.writeStringField(TensorEntry.DTYPE, dtype.name());
    json.writeFieldName(TensorEntry.SHAPE);
    json.writeArray(tensor.shape(), 0, tensor.rank());
    json.writeFieldName(TensorEntry.OFFSETS);
    json.writeArray(new long[] {begin, end}, 0, 2);
    json.writeEndObject();
    return end;
  }
}
