package dev.carousel.plugin;

import dev.carousel.error.Printable;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a plugin comes from.
 *
 * @param jar the jar's file name; {@code class path folder} for classes that are not in a jar
 * @param location the path of the jar or folder
 * @param title Implementation-Title of the jar's manifest, or {@code unknown}
 * @param version Implementation-Version of the jar's manifest, or {@code unknown}
 */
public record PluginSource(String jar, String location, String title, String version) {
  static final String FOLDER = "class path folder";
  private static final String UNKNOWN = "unknown";

  /** The maximum length of text from a manifest. */
  private static final int LONGEST = 100;

  /** Where the class was loaded from. */
  static PluginSource of(Class<?> provider) {
    String location = locationOf(provider);
    Package home = provider.getPackage();
    return new PluginSource(
        jarAt(location),
        location,
        orUnknown(home.getImplementationTitle()),
        orUnknown(home.getImplementationVersion()));
  }

  /**
   * The path of a class's jar or folder. An archive of classes (class-data sharing) that was moved
   * since it was made gives classes a source without a location (seen in JDK 25.0.3); their jar
   * still has them as resources.
   */
  private static String locationOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      return pathOf(source.getLocation());
    }
    URL resource = type.getResource("/" + type.getName().replace('.', '/') + ".class");
    try {
      return resource != null && resource.openConnection() instanceof JarURLConnection jar
          ? pathOf(jar.getJarFileURL())
          : UNKNOWN;
    } catch (IOException unreadable) {
      return UNKNOWN;
    }
  }

  /** The name of the jar that holds this resource. */
  static String jarOf(URL resource) {
    try {
      return resource.openConnection() instanceof JarURLConnection jar
          ? jarAt(pathOf(jar.getJarFileURL()))
          : FOLDER;
    } catch (IOException unusualUrl) {
      return resource.toString();
    }
  }

  private static String jarAt(String location) {
    Path path = Path.of(location);
    return Files.isDirectory(path) ? FOLDER : String.valueOf(path.getFileName());
  }

  private static String pathOf(URL file) {
    try {
      URI uri = file.toURI();
      return uri.getScheme().equals("file") ? Path.of(uri).toString() : file.getPath();
    } catch (URISyntaxException unusualUrl) {
      return file.getPath();
    }
  }

  private static String orUnknown(@Nullable String value) {
    return value == null ? UNKNOWN : Printable.of(value, LONGEST);
  }

  /** The jar, and its version if that is known. */
  @Override
  public String toString() {
    return version.equals(UNKNOWN) ? jar : jar + " (" + title + " " + version + ")";
  }
}
