package dev.carousel.data.source.npy;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.SummedInput;
import dev.carousel.error.CarouselException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads one file of one array or of several. */
final class NpyReader {
  /** What a compressed byte can become at most. (Deflate: 258 bytes of two bits) */
  private static final int MOST_INFLATED = 1032;

  private static final int MOST_ARRAYS = 1 << 12;
  private static final String ENDING = ".npy";
  static final String LESS = "fewer rows or columns";

  private final SourceInput input;
  private final Wanted wanted;
  private final long heap;
  private final long size;
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final Map<String, NpyArray> arrays = new LinkedHashMap<>();

  /** The bytes that the arrays take which were read, and those which were skipped. */
  private long taken;

  NpyReader(SourceInput input, Wanted wanted, long heap) {
    this.input = input;
    this.wanted = wanted;
    this.heap = heap;
    this.size = input.path().map(DataMemory::size).orElse(0L);
  }

  /** Reads a file with one array of this name. */
  FrameReading readOne(String name) throws IOException {
    try (SummedInput summed = new SummedInput(input.open());
        InputStream in = new BufferedInputStream(summed)) {
      NpyHeader header = NpyHeader.read(in, input.name());
      long whole = header.bytes() + (long) header.count() * header.type().bytes();
      if (input.path().isPresent() && size != whole) {
        throw CarouselException.failure("The array is not of the size of the file.")
            .expected(whole + " bytes, for the shape " + NpyArray.words(header.shape()))
            .found(size)
            .where(input)
            .mend("copy or save the file again")
            .build();
      }
      add(in, header, name, input.name());
      drain(in);
      return reading(summed);
    }
  }

  /** Reads a file of several arrays. */
  FrameReading readZip() throws IOException {
    try (SummedInput summed = new SummedInput(input.open());
        InputStream in = new BufferedInputStream(summed);
        ZipInputStream zip = new ZipInputStream(in)) {
      readEntries(zip);
      drain(in);
      if (shapes.isEmpty()) {
        throw noArchive("no arrays", null);
      }
      return reading(summed);
    } catch (ZipException | IllegalArgumentException damaged) {
      throw noArchive(String.valueOf(damaged.getMessage()), damaged);
    }
  }

  private void readEntries(ZipInputStream zip) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String file = entry.getName();
      String name = file.endsWith(ENDING) ? file.substring(0, file.length() - 4) : file;
      String where = input + ", array '" + name + "'";
      if (shapes.size() == MOST_ARRAYS || name.isEmpty() || shapes.containsKey(name)) {
        throw noArchive(
            "more than " + MOST_ARRAYS + " arrays, or two of the name '" + name + "'", null);
      }
      add(zip, NpyHeader.read(zip, where), name, where);
      if (zip.read() >= 0) {
        throw CarouselException.failure("Bytes follow the array.")
            .expected("nothing after its last element")
            .where(where)
            .mend("save the file again")
            .build();
      }
    }
  }

  private CarouselException noArchive(String found, @Nullable Exception cause) {
    return CarouselException.failure("This is not an archive of arrays as NumPy saves it.")
        .expected("a file that numpy.savez or numpy.savez_compressed wrote")
        .found(found)
        .where(input)
        .mend("copy or save the file again")
        .cause(cause)
        .build();
  }

  private void add(InputStream in, NpyHeader header, String name, String where) throws IOException {
    long bytes = (long) header.count() * header.type().bytes();
    requireRoom(header, bytes, where);
    shapes.put(name, header.shape());
    if (ArrayTable.isWanted(wanted, name, header.shape())) {
      arrays.put(name, NpyArray.read(in, header, name, where));
      return;
    }
    long skipped = 0;
    byte[] buffer = new byte[1 << 16];
    while (skipped < bytes) {
      int count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, bytes - skipped));
      if (count == 0) {
        throw CarouselException.failure("The array is cut short.")
            .expected(bytes + " bytes")
            .found(skipped)
            .where(where)
            .mend("copy or save the file again")
            .build();
      }
      skipped += count;
    }
  }

  /** Refuses an array by its shape, before anything is allocated for it or skipped. */
  private void requireRoom(NpyHeader header, long bytes, String where) {
    if (size > 0 && bytes / MOST_INFLATED > size) {
      throw CarouselException.failure("The array cannot be in this file.")
          .expected("a shape of fewer elements, in a file of " + size + " bytes")
          .found("the shape " + NpyArray.words(header.shape()))
          .where(where)
          .mend("copy or save the file again")
          .build();
    }
    // once as it was read, and once as columns
    taken += Math.max(bytes, 2L * Double.BYTES * header.count());
    if (taken > heap) {
      throw DataMemory.tooLarge("file", where, size, taken, heap, LESS, null);
    }
  }

  private static void drain(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  private FrameReading reading(SummedInput summed) {
    ArrayTable table = new ArrayTable(input.name(), wanted);
    List<Column> columns = table.columns(shapes, arrays);
    DataIdentity identity =
        input.path().map(path -> identity(path, summed)).orElse(DataIdentity.none());
    Frame frame = Frame.of(input.name(), columns, identity);
    List<String> notes = new ArrayList<>();
    notes.add(
        shapes.size() == 1
            ? "an array: " + table.words()
            : shapes.size() + " arrays: " + table.words());
    return new FrameReading(frame, table.names(), notes);
  }

  private static DataIdentity identity(Path path, SummedInput summed) {
    return DataIdentity.of(List.of(summed.sum(String.valueOf(path.getFileName()))));
  }
}
