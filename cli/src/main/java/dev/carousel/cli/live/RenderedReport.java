package dev.carousel.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carousel.cli.html.LivePage;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The last rendered report. It is rendered only at intervals, however many requests there are, and
 * the page is built from it once. All methods except {@link #end} are for one thread.
 */
final class RenderedReport {

  /**
   * How often it is rendered.
   *
   * @param shortest time between two renderings
   * @param rest the pause after a rendering, as a multiple of the rendering's time
   */
  record Pace(Duration shortest, int rest) {
    /** At most once a second, and at most a twentieth of the time. */
    static final Pace USUAL = new Pace(Duration.ofSeconds(1), 19);

    /** At every request. */
    static final Pace UNBOUNDED = new Pace(Duration.ZERO, 0);
  }

  private final Supplier<String> report;
  private final LivePage page;
  private final Pace pace;
  private volatile boolean isEnded;
  private boolean isLast;
  private boolean isRendered;
  private long staleNanos;
  private @Nullable String json;
  private @Nullable RuntimeException fault;
  private byte @Nullable [] pageBytes;

  RenderedReport(Supplier<String> report, LivePage page, Pace pace) {
    this.report = report;
    this.page = page;
    this.pace = pace;
  }

  /** The report no longer changes. It is rendered once more. */
  void end() {
    isEnded = true;
  }

  /** As JSON. Fails as the rendering failed. */
  String json() {
    boolean isEnding = isEnded && !isLast;
    if (!isRendered || isEnding || (!isLast && System.nanoTime() - staleNanos >= 0)) {
      isLast = isEnded;
      render();
    }
    if (fault != null) {
      throw new IllegalStateException(fault.toString(), fault);
    }
    return json == null ? "" : json;
  }

  private void render() {
    long began = System.nanoTime();
    isRendered = true;
    json = null;
    fault = null;
    pageBytes = null;
    try {
      json = report.get();
      if (json == null) {
        fault = new IllegalStateException("there is no report");
      }
    } catch (RuntimeException failed) {
      fault = failed;
      isLast = false; // the last one is still owed
    }
    long ended = System.nanoTime();
    staleNanos = ended + Math.max(pace.shortest().toNanos(), pace.rest() * (ended - began));
  }

  /** The page with the report in it. */
  byte[] page() {
    String present = json();
    byte[] bytes = pageBytes;
    if (bytes == null) {
      bytes = page.of(present).getBytes(UTF_8);
      pageBytes = bytes;
    }
    return bytes;
  }

  /** The page's Content-Security-Policy. */
  String policy() {
    return page.policy();
  }

  /** A tag that differs between reports. */
  static String tag(byte[] json) {
    CRC32 crc = new CRC32();
    crc.update(json);
    return '"' + Long.toHexString(crc.getValue()) + '-' + Integer.toHexString(json.length) + '"';
  }
}
