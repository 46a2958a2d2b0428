@NullMarked
package dev.carousel.cli.diagnose.clipping;

import org.jspecify.annotations.NullMarked;
