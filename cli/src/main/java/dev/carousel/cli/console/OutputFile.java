package dev.carousel.cli.console;

import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that a command writes at its end, checked before its work begins.
 *
 * <p>An existing file is replaced only if it can be reproduced: an empty file, or a report that
 * Carousel wrote, but not a file that a run keeps. Devices and named pipes are written to as they
 * are.
 *
 * @param given the name as it was given; {@code -} is standard output
 */
public record OutputFile(String given) {
  private static final String STANDARD_OUTPUT = "-";
  private static final int HEAD = 4096;
  private static final Set<Path> DEVICES = Set.of(Path.of("/dev"), Path.of("/dev/fd"));
  private static final String JAR = ".jar";

  /** How reports begin, as written by this or an earlier version, or after a formatter. */
  private static final Pattern REPORT =
      Pattern.compile(
          "\\s*(\\{\\s*\"(carousel|command)\"\\s*:.*|<!doctype html>.*<meta name=\"generator\""
              + " content=\"Carousel\">.*|<!doctype html>.*<title>Gradient flow.*)",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /** The names of files that a run keeps in its folder and needs. */
  private static final Set<String> OF_RUN =
      Set.of("run.json", "train.json", "flow.json", "flow.html", ".run.lock");

  /** Whether this is standard output. */
  public boolean isStandardOutput() {
    return given.equals(STANDARD_OUTPUT);
  }

  /** The file. */
  public Path path() {
    return Path.of(given);
  }

  /** Whether both are the same file, whatever their names; also if neither exists yet. */
  public boolean isSame(Path other) {
    return !isStandardOutput() && real(path()).equals(real(other));
  }

  /** Whether this is in a folder or one of its sub-folders, whatever its name. */
  public boolean isIn(Path folder) {
    return !isStandardOutput()
        && Files.isDirectory(folder)
        && real(path()).startsWith(real(folder));
  }

  /** The real path, as far as it exists. */
  private static Path real(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    try {
      return whole.toRealPath();
    } catch (IOException missing) {
      Path folder = whole.getParent();
      Path name = whole.getFileName();
      return folder == null || name == null ? whole : real(folder).resolve(name);
    }
  }

  /**
   * Fails if the file could not be written, or if something would be lost.
   *
   * @param what it is to hold: {@code HTML}
   * @param option that named it: {@code --html}
   * @param expected what would be right
   * @throws CarouselException if it is a folder, its folder is missing or cannot be written to,
   *     there is a file that is not a report, or it has the name of a plugin
   */
  public void requireWritable(String what, String option, String expected) {
    String fault = fault();
    if (fault != null) {
      throw CarouselException.usage("The " + what + " file cannot be written.")
          .expected(expected)
          .found(fault)
          .where(option + " " + given)
          .build();
    }
    String loss = loss();
    if (loss != null) {
      throw CarouselException.usage("The " + what + " file would replace another file.")
          .expected("a new name, an empty file, or an earlier report in HTML or JSON")
          .found(loss)
          .where(option + " " + given)
          .mend("give another name, or remove the file first if nobody needs it")
          .build();
    }
    if (!isStandardOutput() && given.toLowerCase(Locale.ROOT).endsWith(JAR)) {
      throw CarouselException.usage("The " + what + " file would be read as a plugin.")
          .expected("a name that does not end in " + JAR + ", as --plugins reads every such file")
          .found(given)
          .where(option + " " + given)
          .build();
    }
  }

  private @Nullable String fault() {
    Path target = path();
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(target)) {
      return "a folder of that name";
    }
    if (!Files.isDirectory(folder)) {
      return AtomicFiles.fileAt(folder)
          .map(file -> file + " is a file")
          .orElse("no folder " + folder);
    }
    Optional<String> name = AtomicFiles.nameFault(target);
    if (name.isPresent()) {
      return name.get();
    }
    if (isDevice()) {
      return Files.isWritable(target) ? null : "no permission to write to " + target;
    }
    return Files.isWritable(folder) ? null : "no permission to write into " + folder;
  }

  /** What would be lost; null if nothing. */
  private @Nullable String loss() {
    Path target = path();
    try {
      if (isDevice() || !Files.exists(target)) {
        return null;
      }
      if (isOfRun(target)) {
        return "a file that the run in " + real(target).getParent() + " keeps";
      }
      return Files.size(target) == 0 || isReport(target)
          ? null
          : "a file of " + Words.count(Files.size(target), "byte") + " that is no such report";
    } catch (IOException unreadable) {
      return "a file that cannot be read: " + unreadable.getMessage();
    }
  }

  private static boolean isOfRun(Path target) {
    Path file = real(target);
    Path folder = file.getParent();
    return folder != null
        && OF_RUN.contains(String.valueOf(file.getFileName()))
        && (Files.exists(folder.resolve("model.safetensors"))
            || Files.isDirectory(folder.resolve("checkpoints")));
  }

  private static boolean isReport(Path target) throws IOException {
    try (InputStream in = Files.newInputStream(target)) {
      return REPORT.matcher(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8)).matches();
    }
  }

  /**
   * Whether this is a device or a pipe, which must not be replaced by a new file. What stands right
   * in the folders of devices is taken for one, whatever it leads to; a disk in memory, such as
   * {@code /dev/shm}, holds files like others.
   */
  private boolean isDevice() {
    Path target = path();
    Path folder = target.toAbsolutePath().normalize().getParent();
    return (folder != null && DEVICES.contains(folder))
        || (Files.exists(target) && !Files.isRegularFile(target));
  }

  /**
   * Writes the file, as a whole or not at all unless it is a device or a pipe.
   *
   * @throws CarouselException if it cannot be written
   */
  public void write(String what, String option, String text) {
    write(what, option, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a file that need not be in memory as a whole; as {@link #write(String, String, String)}.
   */
  public void write(String what, String option, AtomicFiles.Content content) {
    if (!isDevice()) {
      AtomicFiles.write(path(), content);
      return;
    }
    try (OutputStream out = Files.newOutputStream(path())) {
      content.writeTo(out);
    } catch (IOException e) {
      throw CarouselException.failure("The " + what + " cannot be written.")
          .found(Optional.ofNullable(e.getMessage()).orElse(e.toString()))
          .where(option + " " + given)
          .cause(e)
          .build();
    }
  }
}
