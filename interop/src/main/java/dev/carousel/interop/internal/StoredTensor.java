package dev.carousel.interop.internal;

import dev.carousel.interop.ForeignTensor;
import dev.carousel.io.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A tensor whose elements lie one after the other in a file. Used by one thread. */
public final class StoredTensor implements ForeignTensor {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final DType dtype;
  private final int[] shape;
  private final FileBytes file;
  private final long position;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * A tensor that the caller has checked to be within the file.
   *
   * @param position of its first byte
   */
  public StoredTensor(String name, DType dtype, int[] shape, FileBytes file, long position) {
    this.name = name;
    this.dtype = dtype;
    this.shape = shape.clone();
    this.file = file;
    this.position = position;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public void read(long first, double[] into, int count) {
    int most = BUFFER / dtype.bytes();
    for (int done = 0, part; done < count; done += part) {
      part = Math.min(most, count - done);
      buffer.clear().limit(part * dtype.bytes());
      file.read(position + (first + done) * dtype.bytes(), buffer);
      dtype.decode(buffer.flip(), into, done, part);
    }
  }
}
