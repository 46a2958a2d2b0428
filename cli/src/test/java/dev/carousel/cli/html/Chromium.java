package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window and without a network, where the machine has one. */
final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; skips the test, saying why, where there is none. */
  static Chromium startOrSkip() {
    Optional<Path> browser = BROWSERS.stream().flatMap(Chromium::onPath).findFirst();
    Optional<Path> starter = onPath("chromedriver").findFirst();
    assumeTrue(browser.isPresent(), () -> "no Chromium on the PATH: one of " + BROWSERS);
    assumeTrue(starter.isPresent(), "no chromedriver on the PATH (Debian: chromium-driver)");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow().toFile());
    options.addArguments("--headless=new", "--disable-gpu", "--hide-scrollbars");
    options.addArguments("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
    options.addArguments("--js-flags=--no-opt"); // pages are open for seconds: it would not pay
    if (isRoot()) {
      options.addArguments("--no-sandbox"); // Chromium refuses to start as root otherwise
    }
    options.setCapability("goog:loggingPrefs", logs);
    options.setExperimentalOption(
        "perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(starter.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Chromium(new ChromeDriver(service, options));
  }

  private static Stream<Path> onPath(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  ChromeDriver driver() {
    return driver;
  }

  /**
   * Opens a page, and waits until all of its figures are drawn.
   *
   * @param scheme what the system prefers: light or dark
   */
  void open(Path page, int width, String scheme) {
    open(page.toUri().toString(), width, scheme);
  }

  /** The same of a page that a server of this machine has. */
  void open(String address, int width, String scheme) {
    prefer(scheme);
    complaints();
    resize(width);
    driver.get(address);
    await(
        "all figures are drawn",
        () -> (boolean) ask("return document.documentElement.dataset.ready === 'true'"));
  }

  /** Makes the window so wide. */
  void resize(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Waits until that holds; fails if it does not in good time. */
  void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "waited in vain until " + what);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Lays the page out as for paper, as it is before printing. */
  void print() {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    run("dispatchEvent(new Event('beforeprint'))");
  }

  /** Lays the page out for the screen again. */
  void endPrint() {
    run("dispatchEvent(new Event('afterprint'))");
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
  }

  /**
   * What is wrong with the labels of figures: cut off, overlapping, or covered; empty if nothing.
   */
  @SuppressWarnings("unchecked") // texts
  List<String> geometryFaults() {
    return (List<String>) ask(Pages.resource("geometry.js"));
  }

  /** What the system prefers: light or dark. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Runs a script in the page. */
  void run(String script, Object... arguments) {
    driver.executeScript(script, arguments);
  }

  /** What a script in the page returns. */
  Object ask(String script, Object... arguments) {
    return Objects.requireNonNull(driver.executeScript(script, arguments), script);
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  /** The name that assistive technology gives an element. */
  static String nameOf(WebElement element) {
    return Objects.requireNonNullElse(element.getAccessibleName(), "");
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** What the browser complained of since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses that were asked for since the last call, other than the page itself. */
  List<String> requests(Path page) {
    return requests(page.toUri().toString());
  }

  /** The addresses that were asked for since the last call, other than those that begin so. */
  List<String> requests(String self) {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> json(entry.getMessage()).at("/message"))
        .filter(message -> message.at("/method").asText().equals("Network.requestWillBeSent"))
        .map(message -> message.at("/params/request/url").asText())
        .filter(url -> !url.startsWith(self))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return Nodes.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps a picture of the whole page in the folder that {@code -Dcarousel.pictures} names; without
   * that, nothing: to paint a long page takes longer than its test.
   */
  void picture(String name) {
    String folder = System.getProperty("carousel.pictures");
    if (folder == null) {
      return;
    }
    long height = ((Number) ask("return document.documentElement.scrollHeight")).longValue();
    long width = ((Number) ask("return document.documentElement.clientWidth")).longValue();
    Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    Object data =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                    "format",
                    "png",
                    "optimizeForSpeed",
                    true,
                    "captureBeyondViewport",
                    true,
                    "clip",
                    clip))
            .get("data");
    try {
      Path file = Files.createDirectories(Path.of(folder)).resolve(name + ".png");
      Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
