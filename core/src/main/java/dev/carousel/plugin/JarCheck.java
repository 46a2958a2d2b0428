package dev.carousel.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a jar of a plugin folder before a class loader reads it. Plugins are code, and must come
 * only from the folders that the user names. A class loader would follow the manifest's {@code
 * Class-Path}, and on older JDKs an index, to jars anywhere on the disk.
 */
final class JarCheck {
  /**
   * The maximum size of a manifest in bytes; it is read as a whole, and may be a thousand times
   * smaller when compressed.
   */
  static final int LONGEST_MANIFEST = 1 << 20;

  private static final String INDEX = "META-INF/INDEX.LIST";

  /** A file beside the jar or below it: names that do not begin with a dot and hold no escapes. */
  private static final Pattern BESIDE = Pattern.compile("[\\w+-][\\w.+-]*(/[\\w+-][\\w.+-]*)*");

  private JarCheck() {}

  /**
   * Why a jar is left out, and what to do about it; empty if it may be used.
   *
   * @throws IOException if it cannot be read as a jar
   */
  static Optional<String> fault(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      return Optional.of("it is a folder, a device or a pipe, not a file; remove it");
    }
    try (JarFile opened = new JarFile(jar.toFile())) {
      if (!named(opened, INDEX).isEmpty()) {
        return Optional.of("it has " + INDEX + ", which may name other jars; build it without");
      }
      List<JarEntry> manifests = named(opened, JarFile.MANIFEST_NAME);
      if (manifests.size() > 1) {
        return Optional.of("it has several manifests; build it again");
      }
      return manifests.isEmpty() || isShort(opened, manifests.get(0))
          ? faultOf(opened.getManifest())
          : Optional.of(
              "its manifest has more than " + LONGEST_MANIFEST + " bytes; build it again");
    }
  }

  /** Finds entries as a jar's own reader does, whatever the case of their letters. */
  private static List<JarEntry> named(JarFile jar, String name) {
    return jar.stream().filter(entry -> entry.getName().equalsIgnoreCase(name)).toList();
  }

  private static boolean isShort(JarFile jar, JarEntry manifest) throws IOException {
    try (InputStream in = jar.getInputStream(manifest)) {
      return in.readNBytes(LONGEST_MANIFEST + 1).length <= LONGEST_MANIFEST;
    }
  }

  private static Optional<String> faultOf(@Nullable Manifest manifest) {
    String path =
        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    if (path == null) {
      return Optional.empty();
    }
    for (String name : path.strip().split("\\s+")) {
      if (!BESIDE.matcher(name).matches() && !name.isEmpty()) {
        return Optional.of(
            "the Class-Path of its manifest names '"
                + name
                + "', and plugins are loaded from their folder alone;"
                + " put that jar into the folder and build this one without the entry");
      }
    }
    return Optional.empty();
  }
}
