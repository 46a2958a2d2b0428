@NullMarked
package dev.carousel.cli.diagnose.report;

import org.jspecify.annotations.NullMarked;
