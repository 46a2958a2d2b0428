package dev.carousel.train;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Locks a run folder for one run, until it is closed or its process ends in any way: it is a lock
 * of the operating system. A file beside it names the holder, for the message to others.
 *
 * <p>On network file systems without locks, folders are not locked. Any thread may close it.
 */
public final class RunLock implements AutoCloseable {
  private static final String LOCK = ".run.lock";
  private static final String OWNER = ".run.owner";
  private static final String UNKNOWN = "an unknown process";

  /**
   * What a folder is locked for, in the words of the error that others get.
   *
   * @param words what is going on in the folder, after "Another"
   * @param mend what the others can do
   */
  public record Purpose(String words, String mend) {
    static final Purpose RUN =
        new Purpose("run is training", "wait until it ends, or choose another --out");
  }

  private final Path owner;
  private final FileChannel channel;

  private RunLock(Path owner, FileChannel channel) {
    this.owner = owner;
    this.channel = channel;
  }

  /** Whether a file of a run folder belongs to the lock. */
  public static boolean isOwn(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals(LOCK) || name.equals(OWNER);
  }

  /**
   * Locks a folder.
   *
   * @throws CarouselException if another run holds it, or it cannot be written to
   */
  static RunLock hold(Path folder) {
    return hold(folder, Purpose.RUN);
  }

  /**
   * Locks a folder for another purpose than a run.
   *
   * @throws CarouselException if it is locked, or it cannot be written to
   */
  static RunLock hold(Path folder, Purpose purpose) {
    Path owner = folder.resolve(OWNER);
    String me = describe(ProcessHandle.current());
    // Asked first: where another run of this process holds the lock, opening and closing its file
    // once more would release it, as POSIX has it.
    if (me.equals(read(owner).orElse(null))) {
      throw held(folder, me, purpose);
    }
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return locked(folder, channel, me, purpose);
    } catch (IOException e) {
      throw RunFolder.unwritable(folder, e);
    }
  }

  private static RunLock locked(Path folder, FileChannel channel, String me, Purpose purpose)
      throws IOException {
    Path owner = folder.resolve(OWNER);
    try {
      if (!isLocked(channel)) {
        throw held(folder, read(owner).orElse(UNKNOWN), purpose);
      }
      Files.writeString(owner, me);
      return new RunLock(owner, channel);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException another) {
      return false;
    }
  }

  private static Optional<String> read(Path owner) {
    try {
      return Files.size(owner) > 1000 ? Optional.empty() : Optional.of(Files.readString(owner));
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** Names a process by its number and start, since process numbers are reused. */
  private static String describe(ProcessHandle process) {
    String since = process.info().startInstant().map(Instant::toString).orElse("unknown");
    return "process " + process.pid() + ", running since " + since;
  }

  /**
   * Refuses a folder that is locked, and changes nothing in it. One whose lock cannot be read is
   * taken for free.
   *
   * @throws CarouselException if it is locked
   */
  static void requireFree(Path folder, Purpose purpose) {
    Path owner = folder.resolve(OWNER);
    String holder = read(owner).orElse(UNKNOWN);
    if (holder.equals(describe(ProcessHandle.current()))) {
      throw held(folder, holder, purpose);
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (!isLocked(channel)) {
        throw held(folder, holder, purpose);
      }
    } catch (IOException none) {
      // whoever locks it is told what is wrong
    }
  }

  private static CarouselException held(Path folder, String owner, Purpose purpose) {
    return CarouselException.failure("Another " + purpose.words + " into this folder.")
        .found(owner)
        .where(folder)
        .mend(purpose.mend)
        .build();
  }

  /** Releases the lock; a second call does nothing. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      Files.deleteIfExists(owner);
    } catch (IOException e) {
      throw RunFolder.unwritable(owner, e);
    }
  }
}
