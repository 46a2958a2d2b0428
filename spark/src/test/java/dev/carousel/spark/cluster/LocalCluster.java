package dev.carousel.spark.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A standalone cluster on the loopback address: a master and some workers, each in a JVM of its
 * own, which start executors in further ones. Closing it ends them all.
 */
public final class LocalCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Path home;
  private final ClassPathJars jars;
  private final int port;
  private final int page;
  private final List<Process> workers = new ArrayList<>();
  private final Process master;

  private LocalCluster() throws IOException {
    home = Files.createDirectories(Path.of("target", "spark").toAbsolutePath());
    jars = ClassPathJars.in(home);
    port = freePort();
    page = freePort();
    master =
        java(
            "Master",
            "--host",
            LOOPBACK,
            "--port",
            Integer.toString(port),
            "--webui-port",
            Integer.toString(page));
    awaitMaster();
  }

  /** Starts a cluster. */
  public static LocalCluster start(int workers, int coresEach) throws IOException {
    LocalCluster cluster = new LocalCluster();
    for (int i = 0; i < workers; i++) {
      cluster.workers.add(cluster.worker(coresEach));
    }
    return cluster;
  }

  /** The address of its master. */
  public String url() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  /**
   * What a driver of this cluster needs beside its master. Its executors are on as many workers.
   */
  public SparkConf conf(String name, int executors, int coresEach) {
    return new SparkConf()
        .setMaster(url())
        .setAppName(name)
        .set("spark.driver.host", LOOPBACK)
        .set("spark.driver.bindAddress", LOOPBACK)
        .set("spark.jars", jars.ofProgram())
        .set("spark.executor.memory", "1g")
        .set("spark.executor.cores", Integer.toString(coresEach))
        .set("spark.cores.max", Integer.toString(executors * coresEach))
        .set("spark.ui.enabled", "false");
  }

  /** The JVMs in which tasks run now, without the small programs that they start for a moment. */
  public List<ProcessHandle> executors() {
    return workers.stream()
        .flatMap(Process::children)
        .filter(ProcessHandle::isAlive)
        .filter(child -> child.info().command().filter(name -> name.endsWith("java")).isPresent())
        .toList();
  }

  /** Waits until the executors of the last program have ended. */
  void awaitNoExecutors() {
    Instant end = Instant.now().plus(PATIENCE);
    while (!executors().isEmpty()) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("executors of another program do not end");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private Process worker(int cores) throws IOException {
    return java(
        "Worker",
        "--host",
        LOOPBACK,
        "--webui-port",
        "0",
        "--cores",
        Integer.toString(cores),
        "--memory",
        "2g",
        "--work-dir",
        home.resolve("work").toString(),
        url());
  }

  private Process java(String role, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    // They live for seconds, and compute nothing.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", jars.ofSpark() + "/*"));
    command.add("org.apache.spark.deploy." + role.toLowerCase(Locale.ROOT) + "." + role);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Path log = home.resolve(role + "-" + workers.size() + ".log");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  /**
   * Waits for the page of the master, which comes after it can hear programs. A program that it
   * does not hear tries again after 20 seconds.
   */
  private void awaitMaster() throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(LOOPBACK, page), 1000);
        return;
      } catch (IOException notYet) {
        if (!master.isAlive() || Instant.now().isAfter(end)) {
          throw new IOException("the master did not start; see " + home, notYet);
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }

  @Override
  public void close() {
    Stream<Process> all = Stream.concat(workers.stream(), Stream.of(master));
    List<ProcessHandle> handles =
        all.flatMap(one -> Stream.concat(one.descendants(), Stream.of(one.toHandle()))).toList();
    handles.forEach(ProcessHandle::destroyForcibly);
    handles.forEach(handle -> handle.onExit().join());
  }
}
