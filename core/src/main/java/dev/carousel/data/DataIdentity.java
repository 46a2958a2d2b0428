package dev.carousel.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carousel.io.internal.MetadataJson;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The identity of the data of a run: the sizes and SHA-256 checksums of its files, in the order in
 * which they were read. Paths are not part of it: data that was moved or renamed is the same data.
 * Data without files, such as a task's, has none.
 *
 * @param count the number of files
 * @param bytes the size of all of them
 * @param sha256 of the only file; for several files, of their lines {@code SHA256 BYTES\n}
 * @param files each of them; empty if only the sum of all was kept ({@link #brief})
 */
public record DataIdentity(int count, long bytes, String sha256, List<FileSum> files) {
  /** The note of a model or a checkpoint that holds the identity of its data, in brief. */
  public static final String NOTE = "dataIdentity";

  /** If there are more files, a model keeps only the sum of all. */
  static final int MOST_IN_BRIEF = 1000;

  private static final DataIdentity NONE = of(List.of());

  /** Checks the sums, and that the list is complete or empty. */
  public DataIdentity {
    files = List.copyOf(files);
    boolean isWhole = files.size() == count || files.isEmpty();
    if (count < 0 || bytes < 0 || !FileSum.isSha256(sha256) || !isWhole) {
      throw new IllegalArgumentException("no checksum of data: " + count + " files, " + sha256);
    }
  }

  /** The identity of these files, in the order in which they were read. */
  public static DataIdentity of(List<FileSum> files) {
    long bytes = files.stream().mapToLong(FileSum::bytes).sum();
    return new DataIdentity(files.size(), bytes, combined(files), files);
  }

  /** The identity of data that was not read from files. */
  public static DataIdentity none() {
    return NONE;
  }

  private static String combined(List<FileSum> files) {
    if (files.size() == 1) {
      return files.get(0).sha256();
    }
    MessageDigest digest = FileSum.newDigest();
    for (FileSum file : files) {
      digest.update((file.sha256() + " " + file.bytes() + "\n").getBytes(US_ASCII));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Whether both are the same bytes in the same order, whatever the names of the files. */
  public boolean isSameContent(DataIdentity other) {
    return count == other.count && bytes == other.bytes && sha256.equals(other.sha256);
  }

  /** The identity without the list of files, if that is long. */
  public DataIdentity brief() {
    return count <= MOST_IN_BRIEF ? this : new DataIdentity(count, bytes, sha256, List.of());
  }

  /** As one line of JSON. */
  public String toJson() {
    return MetadataJson.write(this, DataIdentity.class);
  }

  /** Reads what {@link #toJson} wrote; empty for anything else. */
  public static Optional<DataIdentity> fromJson(String json) {
    try {
      return Optional.of(MetadataJson.read(json, DataIdentity.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
