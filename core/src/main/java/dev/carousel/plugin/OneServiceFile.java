package dev.carousel.plugin;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Shows {@link java.util.ServiceLoader} a single service file, so that every error can be
 * attributed to a jar: the loader's own errors do not name the file. Classes come from the parent.
 */
final class OneServiceFile extends ClassLoader {
  private final URL file;

  OneServiceFile(URL file, ClassLoader classes) {
    super(classes);
    this.file = file;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return Collections.enumeration(List.of(file));
  }
}
