package dev.carousel.interop.internal.hdf5;

import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.internal.FileBytes;
import dev.carousel.interop.internal.StoredTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The structure of an HDF5 file: data sets by their paths, and the texts of attributes. jHDF's
 * parsers read it, but no more than {@link BoundedStorage} hands to them, and no link to another
 * file is followed. Elements are read from the file itself when they are asked for. Used by one
 * thread.
 */
public final class Hdf5File {
  private static final long SIGNATURE = 0x0A1A0A0D46444889L;

  private final Map<String, ForeignTensor> tensors;
  private final Map<String, String> unread;
  private final Map<String, List<String>> texts;

  private Hdf5File(Structure structure) {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(structure.tensors()));
    unread = Collections.unmodifiableMap(new LinkedHashMap<>(structure.unread()));
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(structure.texts()));
  }

  /** Whether a file begins as HDF5 files do. */
  public static boolean isHdf5(FileBytes file) {
    return file.size() >= Long.BYTES && file.at(0, Long.BYTES).getLong() == SIGNATURE;
  }

  /**
   * Reads the structure of an HDF5 file, or of one within an archive.
   *
   * @param position of its first byte
   * @param size in bytes
   * @param left names of groups at the top that are not read
   * @throws CarouselException if it is damaged
   */
  public static Hdf5File read(FileBytes file, long position, long size, List<String> left) {
    try {
      Structure structure = new Structure(file, position, size, left);
      structure.read();
      return new Hdf5File(structure);
    } catch (CarouselException refusal) {
      throw refusal;
    } catch (RuntimeException | StackOverflowError fault) {
      throw damaged(file, fault);
    }
  }

  /** The data sets that can be read, by their paths, as {@link StoredTensor}. */
  public Map<String, ForeignTensor> tensors() {
    return tensors;
  }

  /** Why other data sets are not read, by their paths. */
  public Map<String, String> unread() {
    return unread;
  }

  /**
   * The texts of an attribute; none if there is no such attribute, or it holds something else.
   *
   * @param group its path, empty for the top
   */
  public List<String> texts(String group, String name) {
    return texts.getOrDefault(Structure.attribute(group, name), List.of());
  }

  private static CarouselException damaged(FileBytes file, Throwable fault) {
    Throwable cause = fault;
    BeyondLimit limit = null;
    for (@Nullable Throwable next = fault; next != null; next = next.getCause()) {
      cause = next;
      if (next instanceof BeyondLimit found) {
        limit = found;
      }
    }
    String found =
        cause instanceof StackOverflowError
            ? "parts that lead in a circle"
            : Printable.of(
                cause.getMessage() == null
                    ? "a part that ends too soon or leads nowhere"
                    : cause.getMessage());
    return CarouselException.failure("The HDF5 file is damaged, or has parts that are not read.")
        .expected(limit == null ? "groups and data sets as h5py writes them" : limit.expected())
        .found(limit == null ? found : limit.found())
        .where(file.path())
        .mend("use another copy of the file, or save the model again")
        .cause(fault)
        .build();
  }
}
