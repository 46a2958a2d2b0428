package dev.carousel.spark.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a cluster of three workers with two cores each. It is started once for all test
 * classes, and ends after the last one.
 */
public final class SharedCluster implements ParameterResolver {
  private static final int WORKERS = 3;
  private static final int CORES = 2;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == LocalCluster.class;
  }

  @Override
  public LocalCluster resolveParameter(ParameterContext parameter, ExtensionContext test) {
    LocalCluster cluster =
        test.getRoot()
            .getStore(ExtensionContext.Namespace.create(SharedCluster.class))
            .getOrComputeIfAbsent(
                LocalCluster.class, none -> SharedCluster.start(), LocalCluster.class);
    cluster.awaitNoExecutors();
    return cluster;
  }

  private static LocalCluster start() {
    try {
      return LocalCluster.start(WORKERS, CORES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
