package dev.carousel.interop.tensorboard;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.internal.proto.ProtoMessage;
import dev.carousel.io.AtomicFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A file of events, as TensorBoard reads them from a folder while a training goes on.
 *
 * <pre>
 * 8 bytes    n, the length of the event: unsigned, little-endian
 * 4 bytes    the masked CRC-32C of those 8 bytes
 * n bytes    the event, a message of Protocol Buffers
 * 4 bytes    the masked CRC-32C of the event
 * </pre>
 *
 * <p>A checksum is masked: turned right by 15 bits, plus 0xa282ead8. Each event is written at once,
 * so a killed run leaves whole events. Format: TensorFlow, {@code event.proto} and {@code
 * summary.proto} (2015). Numbers are kept in 32 bits.
 *
 * <p>Used by one thread at a time.
 */
public final class EventFile implements AutoCloseable {
  private static final int MASK = 0xa282ead8;
  private static final int MASK_TURN = 15;
  private static final int START = 1;

  private final OutputStream out;
  private final Clock clock;

  private EventFile(OutputStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /**
   * Begins a new file in a folder, which is made if there is none. Files of earlier runs stay.
   *
   * @param clock of the time at which each event happens
   * @throws CarouselException if the file cannot be made
   */
  public static EventFile in(Path folder, Clock clock) {
    try {
      Files.createDirectories(folder);
      EventFile file = new EventFile(open(folder, clock.millis() / 1000), clock);
      file.write(file.event().text(3, "brain.Event:2"));
      return file;
    } catch (IOException e) {
      throw CarouselException.failure("The events for TensorBoard cannot be written.")
          .expected("a folder, or a path where one can be made")
          .found(AtomicFiles.fileAt(folder).map(file -> file + " is a file").orElse(e.toString()))
          .where(folder)
          .mend("name another folder")
          .cause(e)
          .build();
    }
  }

  /** Files of the same second have the same name but for a number. */
  private static OutputStream open(Path folder, long second) throws IOException {
    for (int i = 0; ; i++) {
      Path file = folder.resolve("events.out.tfevents." + second + "." + host() + "." + i);
      if (Files.notExists(file)) {
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
      }
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * Says that a run goes on from this step: TensorBoard leaves out what earlier files of the folder
   * say of later steps.
   *
   * @param step the number of updates made before
   */
  public void goOnFrom(long step) {
    write(event().number(2, step).message(7, new ProtoMessage().number(1, START)));
  }

  /**
   * Writes a point of a curve.
   *
   * @param tag of the curve, with slashes between the parts of its name
   * @param step the number of updates so far
   */
  public void scalar(String tag, long step, double value) {
    summary(step, new ProtoMessage().text(1, tag).float32(2, (float) value));
  }

  /**
   * Writes how numbers are distributed; nothing if none of them is finite.
   *
   * @param tag of the picture
   * @param step the number of updates so far
   * @param values those that are not finite are left out
   */
  public void histogram(String tag, long step, double... values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (finite.length > 0) {
      summary(step, new ProtoMessage().text(1, tag).message(5, Histogram.of(finite)));
    }
  }

  private void summary(long step, ProtoMessage value) {
    write(event().number(2, step).message(5, new ProtoMessage().message(1, value)));
  }

  private ProtoMessage event() {
    return new ProtoMessage().float64(1, clock.millis() / 1000.0);
  }

  private void write(ProtoMessage event) {
    byte[] bytes = event.toBytes();
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + bytes.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(bytes.length);
    record.putInt(checksum(record.array(), Long.BYTES)).put(bytes);
    record.putInt(checksum(bytes, bytes.length));
    try {
      out.write(record.array());
    } catch (IOException e) {
      throw new UncheckedIOException("The events for TensorBoard cannot be written.", e);
    }
  }

  private static int checksum(byte[] bytes, int count) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, count);
    return Integer.rotateRight((int) sum.getValue(), MASK_TURN) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
