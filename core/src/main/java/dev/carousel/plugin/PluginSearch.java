package dev.carousel.plugin;

import dev.carousel.spi.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/**
 * One search for plugins, which collects what is found and what is left out. Mutable while it runs;
 * used by one thread.
 */
final class PluginSearch {
  /** The maximum size of a service file in bytes: some hundred lines. */
  static final int LONGEST_SERVICE_FILE = 1 << 14;

  /** The number of wrong entries after which the rest of a service file is ignored. */
  static final int MOST_WRONG = 100;

  private static final String OLD_BUILD =
      "get a build for this version of Carousel, with its dependencies, or remove its jar";

  private record Name(PluginKind<?> kind, String id) {}

  private final Map<Name, Plugin<?>> found = new LinkedHashMap<>();
  private final List<PluginProblem> problems = new ArrayList<>();

  List<Plugin<?>> found() {
    return List.copyOf(found.values());
  }

  List<PluginProblem> problems() {
    return List.copyOf(problems);
  }

  /** Notes that a whole jar is left out. */
  void leaveOutJar(String jar, String fault, @Nullable Throwable cause) {
    problems.add(new PluginProblem(jar, null, null, jar + " is left out: " + fault, cause));
  }

  /**
   * Takes every provider that one service file names. After an error, the search continues with the
   * next entry.
   *
   * @param classes loads the providers
   */
  <T> void take(PluginKind<T> kind, URL serviceFile, ClassLoader classes) {
    String jar = PluginSource.jarOf(serviceFile);
    if (!isShort(serviceFile)) {
      String message =
          "The service file for %s of %s is left out: %s has more than %d bytes. Build it again."
              .formatted(kind.plural(), jar, kind.serviceFile(), LONGEST_SERVICE_FILE);
      problems.add(new PluginProblem(jar, kind, null, message, null));
      return;
    }
    drain(kind, jar, ServiceLoader.load(kind.service(), new OneServiceFile(serviceFile, classes)));
  }

  /** Takes every provider that the descriptors of a layer's modules name. */
  <T> void take(PluginKind<T> kind, ModuleLayer layer) {
    drain(kind, null, ServiceLoader.load(layer, kind.service()));
  }

  /**
   * Takes the providers of a loader. One that sees a service file finds those of named modules too;
   * they are taken with their layer.
   *
   * @param jar whose service file the loader sees; null for the modules of a layer
   */
  private <T> void drain(
      PluginKind<T> kind, @Nullable String jar, ServiceLoader<? extends Provider<T>> loader) {
    Spliterator<? extends ServiceLoader.Provider<? extends Provider<T>>> entries =
        loader.stream().spliterator();
    boolean more = true;
    int wrong = 0;
    while (more && wrong < MOST_WRONG) {
      try {
        more =
            entries.tryAdvance(
                entry -> {
                  if (jar == null) {
                    take(kind, PluginSource.of(entry.type()).jar(), entry);
                  } else if (!entry.type().getModule().isNamed()) {
                    take(kind, jar, entry);
                  }
                });
      } catch (ServiceConfigurationError | LinkageError wrongEntry) {
        leaveOutEntry(kind, jar == null ? "the module path" : jar, wrongEntry);
        wrong++;
      }
    }
  }

  /** Reads no further than needed: a jar may unpack to a thousand times its size. */
  private static boolean isShort(URL serviceFile) {
    try {
      URLConnection connection = serviceFile.openConnection();
      connection.setUseCaches(false); // a jar that is replaced would be seen as it was
      try (InputStream in = connection.getInputStream()) {
        return in.readNBytes(LONGEST_SERVICE_FILE + 1).length <= LONGEST_SERVICE_FILE;
      }
    } catch (IOException unreadable) {
      return true; // the service loader will say so, with the reason
    }
  }

  private <T> void take(
      PluginKind<T> kind, String jar, ServiceLoader.Provider<? extends Provider<T>> entry) {
    String id = null;
    try {
      Provider<T> provider = entry.get();
      id = provider.id();
      keep(jar, Plugin.of(kind, id, provider));
    } catch (Throwable thrown) { // whatever a plugin throws must stop nothing else
      Throwable cause = causeOf(thrown);
      if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
        throw error; // not the plugin's fault
      }
      boolean isOldBuild = cause instanceof LinkageError;
      String fault =
          "it threw "
              + cause
              + "; "
              + (isOldBuild ? OLD_BUILD : "correct the plugin or remove its jar");
      leaveOut(kind, jar, id, entry.type(), fault, cause);
    }
  }

  /** Files a plugin under its id. A class that two service files name is one plugin. */
  private void keep(String jar, Plugin<?> plugin) {
    Class<?> type = plugin.provider().getClass();
    String idFault = PluginIds.fault(plugin.id()).orElse(null);
    if (idFault != null) {
      leaveOut(plugin.kind(), jar, plugin.id(), type, idFault, null);
      return;
    }
    Plugin<?> first = found.putIfAbsent(new Name(plugin.kind(), plugin.id()), plugin);
    boolean isSamePluginAgain = first != null && first.provider().getClass() == type;
    if (first != null && !isSamePluginAgain) {
      String fault =
          "its id '%s' is taken by %s of %s; give it another id or remove one of the two"
              .formatted(plugin.id(), first.provider().getClass().getName(), first.source().jar());
      leaveOut(plugin.kind(), jar, plugin.id(), type, fault, null);
    }
  }

  private void leaveOut(
      PluginKind<?> kind,
      String jar,
      @Nullable String id,
      Class<?> type,
      String fault,
      @Nullable Throwable cause) {
    String name = id == null ? "" : " '" + id + "'";
    String message =
        "The %s%s (%s) of %s is left out: %s.".formatted(kind, name, type.getName(), jar, fault);
    problems.add(new PluginProblem(jar, kind, id, message, cause));
  }

  private void leaveOutEntry(PluginKind<?> kind, String jar, Throwable wrongEntry) {
    String service = kind.service().getName() + ": ";
    String fault =
        wrongEntry instanceof LinkageError ? wrongEntry.toString() : messageOf(wrongEntry);
    String message =
        "An entry for %s of %s is left out: %s. Correct %s in the jar."
            .formatted(kind.plural(), jar, fault.replace(service, ""), kind.serviceFile());
    problems.add(new PluginProblem(jar, kind, null, message, wrongEntry));
  }

  /** What the plugin threw, without the wrapping of the service loader and the virtual machine. */
  private static Throwable causeOf(Throwable thrown) {
    boolean wrapping =
        thrown instanceof ServiceConfigurationError
            || thrown instanceof ExceptionInInitializerError;
    Throwable cause = thrown.getCause();
    return wrapping && cause != null ? causeOf(cause) : thrown;
  }

  private static String messageOf(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }
}
