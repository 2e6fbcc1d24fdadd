import { Module } from '@nestjs/common';
import { Pages } from './pages.js';
import { Views } from './views.js';

@Module({ providers: [Views, Pages], exports: [Views, Pages] })
export class ViewsModule {}
