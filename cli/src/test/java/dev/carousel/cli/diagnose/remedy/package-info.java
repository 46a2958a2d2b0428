@NullMarked
package dev.carousel.cli.diagnose.remedy;

import org.jspecify.annotations.NullMarked;
